package io.celesteos.testbed.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a short command to its end. */
public final class Command {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private Command() {}

    /**
     * Returns what the command printed, both streams together.
     *
     * @param folder to run in
     * @throws IllegalStateException with the output when it fails or takes longer than a minute
     */
    public static String run(Path folder, List<String> command) {
        return run(folder, command, LIMIT);
    }

    /** The same with {@code limit} instead of a minute. */
    public static String run(Path folder, List<String> command, Duration limit) {
        try {
            // A file, since a server that the command leaves behind may hold a pipe open for ever.
            Path output = Files.createTempFile("command", ".log");
            try {
                Process process = new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                process.getOutputStream().close();
                boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
                if (!ended) {
                    process.destroyForcibly();
                }
                String printed = Files.readString(output);
                if (!ended || process.exitValue() != 0) {
                    throw new IllegalStateException("%s %s:%n%s"
                            .formatted(
                                    command,
                                    ended ? "failed" : "took longer than " + limit.toSeconds() + " s",
                                    printed.strip()));
                }
                return printed;
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command, stop);
        }
    }
}
