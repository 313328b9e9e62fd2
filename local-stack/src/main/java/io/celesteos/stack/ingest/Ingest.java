package io.celesteos.stack.ingest;

import io.celesteos.stack.gateway.FileForm;
import io.celesteos.stack.gateway.Gateway;
import io.celesteos.stack.gateway.GatewayFailure;
import io.celesteos.stack.gateway.Job;
import io.celesteos.stack.gateway.Patience;
import io.celesteos.stack.terminal.Shown;
import io.celesteos.stack.terminal.Terminal;
import io.celesteos.stack.terminal.UserError;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Sends files and follows them: count, send in batches with few jobs open at a time, wait for the rest. Nothing is
 * held but the names of the open jobs' files. For one thread.
 */
public final class Ingest {

    private static final String DOCUMENTS = "/api/v1/documents";
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int OPEN_JOBS = 8;
    private static final int MOST_FILES = 1_000_000;

    private final Gateway gateway;
    private final Terminal aside;
    private final Limits limits;
    private final @Nullable String metadata;
    private final boolean wait;
    private final Tally tally = new Tally();
    private final OpenJobs jobs;
    private final List<Path> batch = new ArrayList<>();
    private final AtomicLong sentBefore = new AtomicLong();
    private long batchBytes;
    private long batchContent;
    private long sentFiles;

    /**
     * What the server takes in a request, and how long it is waited for.
     *
     * @param patience longest time without any progress: a server too busy to take more, jobs that do not move
     */
    public record Limits(int files, long bytes, Duration patience) {

        /** A server's defaults: 50 files and 50 MiB a request. */
        public static Limits of(Duration patience) {
            return new Limits(50, 50L << 20, patience);
        }
    }

    /**
     * @param aside where progress is shown
     * @param metadata a JSON object for all files; null for none
     * @param wait false ends once everything is sent
     */
    public Ingest(Gateway gateway, Terminal aside, Limits limits, @Nullable String metadata, boolean wait) {
        this.gateway = gateway;
        this.aside = aside;
        this.limits = limits;
        this.metadata = metadata;
        this.wait = wait;
        this.jobs = new OpenJobs(gateway, tally);
    }

    /**
     * @throws UserError when there is nothing to send
     * @throws GatewayFailure when the server cannot be reached or refuses the whole
     */
    public Tally run(FoundFiles files) throws InterruptedException {
        Size size = count(files);
        // A wrong credential is told before the first megabyte is sent.
        gateway.get(DOCUMENTS, Map.of("limit", 1));
        send(files, size);
        if (wait) {
            follow();
        }
        return tally;
    }

    /** Jobs that have not ended: what Ctrl-C leaves behind. */
    public List<String> openJobs() {
        return jobs.ids();
    }

    private record Size(long files, long bytes) {}

    private Size count(FoundFiles files) throws InterruptedException {
        long[] found = new long[2];
        files.walk(new FoundFiles.Met() {
            @Override
            public void file(Path file, long bytes) {
                found[0]++;
                found[1] += bytes;
                if (found[0] > MOST_FILES) {
                    throw new UserError("These are more than a million files; send them folder by folder.");
                }
            }

            @Override
            public void hidden(Path path) {
                tally.hidden();
            }

            @Override
            public void unsupported(Path file) {
                tally.unsupported();
            }

            @Override
            public void unreadable(Path path, String why) {
                tally.failed(path.toString(), "unreadable", "cannot be looked at here: " + why);
            }
        });
        if (found[0] == 0) {
            throw new UserError("There is nothing to send: " + tally.unsupportedOnes()
                    + " files of other formats and " + tally.hiddenOnes()
                    + " hidden ones were left out (--all-files sends the first).");
        }
        return new Size(found[0], found[1]);
    }

    private void send(FoundFiles files, Size size) throws InterruptedException {
        try (Terminal.Progress bar =
                aside.progress("upload, " + Shown.bytes(size.bytes()) + " (KB)", Math.max(1, size.bytes() >> 10))) {
            files.walk((file, bytes) -> {
                if (bytes + FileForm.PART_OVERHEAD > limits.bytes() - FileForm.PART_OVERHEAD) {
                    tally.failed(
                            file.toString(),
                            "too_large",
                            "has " + Shown.bytes(bytes) + "; a request takes " + Shown.bytes(limits.bytes()));
                    return;
                }
                if (!Files.isReadable(file)) {
                    tally.failed(file.toString(), "unreadable", "may not be read here");
                    return;
                }
                long part =
                        bytes + FileForm.PART_OVERHEAD + 4L * file.toString().length();
                if (batch.size() == limits.files() || batchBytes + part > limits.bytes() - FileForm.PART_OVERHEAD) {
                    flush(bar);
                }
                batch.add(file);
                batchBytes += part;
                batchContent += bytes;
            });
            flush(bar);
        }
    }

    private void flush(Terminal.Progress bar) throws InterruptedException {
        if (batch.isEmpty()) {
            return;
        }
        while (wait && jobs.size() >= OPEN_JOBS) {
            jobs.look();
            if (jobs.size() >= OPEN_JOBS) {
                gateway.pauses().pause(POLL);
            }
        }
        List<Path> sending = List.copyOf(batch);
        batch.clear();
        long content = batchContent;
        batchBytes = 0;
        batchContent = 0;
        try {
            begin(sending, upload(sending, bar));
        } catch (UncheckedIOException unreadable) {
            oneByOne(sending, bar);
        } catch (GatewayFailure refused) {
            if (!ofTheFiles(refused)) {
                throw refused;
            }
            sending.forEach(
                    file -> tally.failed(file.toString(), refused.code(), String.valueOf(refused.getMessage())));
        }
        bar.at(sentBefore.addAndGet(content) >> 10);
    }

    /** Refused for what is in it; another batch may pass. */
    private static boolean ofTheFiles(GatewayFailure refused) {
        return refused.status() == 413 || refused.status() == 422;
    }

    /** One of them was taken away or changed while it was being read: the others are not to suffer. */
    private void oneByOne(List<Path> files, Terminal.Progress bar) throws InterruptedException {
        for (Path file : files) {
            try {
                begin(List.of(file), upload(List.of(file), bar));
            } catch (UncheckedIOException unreadable) {
                tally.failed(file.toString(), "unreadable", "could not be read here, or changed while it was sent");
            }
        }
    }

    private JsonNode upload(List<Path> files, Terminal.Progress bar) throws InterruptedException {
        Patience patience = Patience.of(
                limits.patience(), () -> aside.say("The server takes nothing more for now; waiting until it does."));
        long before = sentBefore.get();
        return gateway.upload(
                DOCUMENTS, new FileForm(files, metadata), patience, sent -> bar.at((before + sent) >> 10));
    }

    private void begin(List<Path> files, JsonNode accepted) {
        String id = accepted.path("job_id").asString("");
        sentFiles += files.size();
        if (wait) {
            jobs.add(Job.of(accepted), files);
        } else {
            tally.job(id);
            files.forEach(file -> tally.count("sent"));
        }
    }

    private void follow() throws InterruptedException {
        OpenJobs.Sum now = jobs.look();
        Quiet quiet = new Quiet(limits.patience(), aside);
        try (Terminal.Progress bar = aside.progress("read (files)", Math.max(1, sentFiles))) {
            while (now.reading() > 0) {
                quiet.see(now);
                bar.at(now.files());
                gateway.pauses().pause(POLL);
                now = jobs.look();
            }
            bar.at(now.files());
        }
        if (jobs.size() == 0) {
            return;
        }
        try (Terminal.Progress bar = aside.progress("vectors (chunks)", Math.max(1, now.chunksKnown()))) {
            while (jobs.size() > 0) {
                quiet.see(now);
                bar.of(Math.max(1, now.chunksKnown()));
                bar.at(now.chunks());
                gateway.pauses().pause(POLL);
                now = jobs.look();
            }
            bar.of(Math.max(1, now.chunksKnown()));
            bar.at(now.chunks());
        }
    }

    /** Notices when nothing moves any more. */
    private static final class Quiet {
        private final Duration patience;
        private final Terminal aside;
        private OpenJobs.Sum last = new OpenJobs.Sum(-1, -1, -1, -1, false);
        private long since = System.nanoTime();

        Quiet(Duration patience, Terminal aside) {
            this.patience = patience;
            this.aside = aside;
        }

        /** @throws UserError when nothing has for too long */
        void see(OpenJobs.Sum now) {
            if (now.stalled() && !last.stalled()) {
                aside.say("A job does not get on: what it needs is away, or nobody works. Look with ./celeste doctor.");
            }
            if (!now.equals(last)) {
                last = now;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > patience.toNanos()) {
                throw new UserError("Nothing has moved for " + Shown.time(patience)
                        + "; the jobs go on by themselves. Look with ./celeste jobs and ./celeste doctor.");
            }
        }
    }
}
