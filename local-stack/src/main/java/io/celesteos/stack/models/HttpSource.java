package io.celesteos.stack.models;

import io.celesteos.contracts.embedding.KnownModelFile;
import io.celesteos.stack.terminal.UserError;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A mirror reached by http. An interrupted download goes on with {@code Range} and {@code If-Range} (RFC 9110,
 * 13.1.5 and 14.2): the validator of the first answer is kept beside the part, so that a file that changed
 * meanwhile is begun anew.
 */
final class HttpSource implements FetchSource {

    private static final int MAX_REDIRECTS = 5;

    private final ModelMirror mirror;
    private final Path into;
    private final Duration connectLimit;
    private final Duration readLimit;

    /** @param into named in the advice to someone who has no network */
    HttpSource(ModelMirror mirror, Path into) {
        this(mirror, into, Duration.ofSeconds(15), Duration.ofSeconds(60));
    }

    /** @param readLimit longest silence of a server before the attempt ends */
    HttpSource(ModelMirror mirror, Path into, Duration connectLimit, Duration readLimit) {
        this.mirror = mirror;
        this.into = into;
        this.connectLimit = connectLimit;
        this.readLimit = readLimit;
    }

    @Override
    public void bring(KnownModelFile file, Path part, LongConsumer progress) throws IOException {
        while (true) {
            long before = size(part);
            if (before == file.size()) {
                return;
            }
            if (before > file.size()) {
                Files.delete(part);
            }
            try {
                attempt(file, part, progress);
            } catch (BrokenConnection broken) {
                // As long as each attempt brings something, going on is what the person would do by hand.
                if (size(part) <= before) {
                    throw new UserError(
                            "The connection to " + mirror.shown() + " broke (" + broken.getMessage()
                                    + "); run the command again to go on from there.",
                            broken);
                }
            }
        }
    }

    private static long size(Path part) throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    private void attempt(KnownModelFile file, Path part, LongConsumer progress) throws IOException {
        Path validator = part.resolveSibling(part.getFileName() + ".etag");
        long have = Files.exists(validator) ? size(part) : 0;
        HttpURLConnection connection = open(file, have, have > 0 ? Files.readString(validator) : null);
        try {
            int status = status(connection);
            switch (status) {
                case 200 -> have = 0;
                case 206 -> refuseOtherRange(connection, have, file);
                case 416 -> {
                    // What is here is no beginning of what is there.
                    Files.deleteIfExists(part);
                    Files.deleteIfExists(validator);
                    return;
                }
                default -> throw refused(status, file);
            }
            long promised = connection.getContentLengthLong();
            if (promised >= 0 && have + promised != file.size()) {
                throw otherSize(file, have + promised);
            }
            remember(connection, validator);
            copy(connection, part, have, file, progress);
        } finally {
            connection.disconnect();
        }
    }

    private static void refuseOtherRange(HttpURLConnection connection, long have, KnownModelFile file) {
        String range = connection.getHeaderField("Content-Range");
        String expected = "bytes " + have + "-" + (file.size() - 1) + "/" + file.size();
        if (!expected.equals(range)) {
            throw new UserError("The mirror answers with another part of " + file.path() + " than asked for (" + range
                    + " instead of " + expected + ").");
        }
    }

    private UserError refused(int status, KnownModelFile file) {
        return new UserError(
                switch (status) {
                    case 401, 403 -> mirror.shown() + " wants a credential for " + file.repository() + ".";
                    case 404, 410 ->
                        mirror.shown() + " has no " + file.repository() + "/resolve/" + file.revision() + "/"
                                + file.path() + ".";
                    case 429 -> mirror.shown() + " limits how often it is asked; try again later.";
                    default -> mirror.shown() + " answered " + status + " for " + file.path() + "; try again later.";
                });
    }

    private static UserError otherSize(KnownModelFile file, long bytes) {
        return new UserError("The mirror's %s has %d bytes and should have %d: it is not the pinned file."
                .formatted(file.path(), bytes, file.size()));
    }

    /** Only a strong validator may be asked with; without one the next attempt begins anew. */
    private static void remember(HttpURLConnection connection, Path validator) throws IOException {
        String tag = connection.getHeaderField("ETag");
        if (tag != null && !tag.startsWith("W/")) {
            Files.writeString(validator, tag);
        } else {
            Files.deleteIfExists(validator);
        }
    }

    private void copy(HttpURLConnection connection, Path part, long have, KnownModelFile file, LongConsumer progress)
            throws IOException {
        StandardOpenOption how = have > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        try (InputStream in = body(connection);
                OutputStream out =
                        Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            byte[] buffer = new byte[1 << 16];
            long done = have;
            for (int read = read(in, buffer); read >= 0; read = read(in, buffer)) {
                done += read;
                if (done > file.size()) {
                    throw otherSize(file, done);
                }
                out.write(buffer, 0, read);
                progress.accept(done);
            }
            if (done < file.size()) {
                throw new BrokenConnection("it ended at %,d of %,d bytes".formatted(done, file.size()));
            }
        }
    }

    private static InputStream body(HttpURLConnection connection) throws BrokenConnection {
        try {
            return connection.getInputStream();
        } catch (IOException broken) {
            throw new BrokenConnection(String.valueOf(broken.getMessage()), broken);
        }
    }

    /** Told apart from a failure to write, which no second attempt would mend. */
    private static int read(InputStream in, byte[] buffer) throws BrokenConnection {
        try {
            return in.read(buffer);
        } catch (IOException broken) {
            throw new BrokenConnection(String.valueOf(broken.getMessage()), broken);
        }
    }

    /** Follows redirects, which the hub answers with for every large file, but never to a less safe protocol. */
    private HttpURLConnection open(KnownModelFile file, long have, @Nullable String validator) {
        URI address = mirror.address(file);
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            HttpURLConnection connection = connect(address, have, validator);
            String next = switch (status(connection)) {
                case 301, 302, 303, 307, 308 -> connection.getHeaderField("Location");
                default -> null;
            };
            if (next == null) {
                return connection;
            }
            connection.disconnect();
            address = redirected(address, next);
        }
        throw new UserError(
                mirror.shown() + " redirects more than " + MAX_REDIRECTS + " times for " + file.path() + ".");
    }

    private URI redirected(URI from, String location) {
        try {
            URI to = from.resolve(location);
            boolean asSafe =
                    "https".equals(to.getScheme()) || "http".equals(to.getScheme()) && "http".equals(from.getScheme());
            if (asSafe && to.getHost() != null) {
                return to;
            }
        } catch (IllegalArgumentException malformed) {
            // said below
        }
        throw new UserError(mirror.shown() + " redirects to an address that is not followed: only http and https"
                + " are, and never from https to http.");
    }

    private HttpURLConnection connect(URI address, long have, @Nullable String validator) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout((int) connectLimit.toMillis());
            connection.setReadTimeout((int) readLimit.toMillis());
            connection.setRequestProperty("Accept-Encoding", "identity");
            connection.setRequestProperty("User-Agent", "celeste");
            if (have > 0 && validator != null) {
                connection.setRequestProperty("Range", "bytes=" + have + "-");
                connection.setRequestProperty("If-Range", validator);
            }
            return connection;
        } catch (IOException malformed) {
            throw unreachable(malformed);
        }
    }

    private int status(HttpURLConnection connection) {
        try {
            return connection.getResponseCode();
        } catch (FileNotFoundException missing) {
            return 404;
        } catch (IOException unreachable) {
            throw unreachable(unreachable);
        }
    }

    private UserError unreachable(IOException cause) {
        return new UserError(
                "Cannot reach " + mirror.shown() + " (" + cause.getClass().getSimpleName() + "): set"
                        + " CELESTE_MODEL_MIRROR to a mirror of the hub or to file:/a/folder, or copy the model's folder"
                        + " to " + into + " by hand.",
                cause);
    }

    /** The server stopped talking. */
    private static final class BrokenConnection extends IOException {

        private static final long serialVersionUID = 1L;

        BrokenConnection(String message) {
            super(message);
        }

        BrokenConnection(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
