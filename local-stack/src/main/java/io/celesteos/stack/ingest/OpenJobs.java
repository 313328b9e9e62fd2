package io.celesteos.stack.ingest;

import io.celesteos.stack.gateway.Gateway;
import io.celesteos.stack.gateway.GatewayFailure;
import io.celesteos.stack.gateway.Job;
import io.celesteos.stack.gateway.Job.JobFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Jobs that have not ended, with the files that each was sent. For one thread, but for {@link #ids}. */
final class OpenJobs {

    private static final int NOT_FOUND = 404;

    private final Gateway gateway;
    private final Tally tally;
    private final List<Open> open = new ArrayList<>();
    private volatile List<String> ids = List.of();
    private long settledFiles;
    private long settledChunks;

    OpenJobs(Gateway gateway, Tally tally) {
        this.gateway = gateway;
        this.tally = tally;
    }

    private static final class Open {
        final String id;
        final List<Path> files;
        Job last;

        Open(Job last, List<Path> files) {
            this.id = last.id();
            this.files = files;
            this.last = last;
        }
    }

    /**
     * How far all of them have come together.
     *
     * @param files read, and not only sent
     * @param chunks with their vectors, of {@code chunksKnown} so far
     * @param reading jobs that have files to read
     * @param stalled whether the server says of one that it does not get on
     */
    record Sum(long files, long chunks, long chunksKnown, int reading, boolean stalled) {}

    void add(Job begun, List<Path> files) {
        open.add(new Open(begun, List.copyOf(files)));
        tally.job(begun.id());
        ids = open.stream().map(each -> each.id).toList();
    }

    int size() {
        return open.size();
    }

    /** Looks at each once; what has ended is tallied and let go. */
    Sum look() throws InterruptedException {
        long files = 0;
        long chunks = 0;
        long known = 0;
        int reading = 0;
        boolean stalled = false;
        for (Iterator<Open> all = open.iterator(); all.hasNext(); ) {
            Open each = all.next();
            Job now = now(each);
            each.last = now;
            if (now.ended()) {
                settle(each, now);
                all.remove();
                ids = open.stream().map(still -> still.id).toList();
                continue;
            }
            files += now.reading()
                    ? now.files().stream()
                            .filter(file -> !file.status().equals("waiting"))
                            .count()
                    : each.files.size();
            stalled |= now.stalled();
            if (now.reading()) {
                reading++;
            } else {
                chunks += now.done();
                known += now.total();
            }
        }
        return new Sum(settledFiles + files, settledChunks + chunks, settledChunks + known, reading, stalled);
    }

    private Job now(Open each) throws InterruptedException {
        try {
            return Job.of(gateway.get("/api/v1/jobs/" + each.id, Map.of()));
        } catch (GatewayFailure refused) {
            if (refused.status() != NOT_FOUND) {
                throw refused;
            }
            return gone(each);
        }
    }

    private static Job gone(Open each) {
        Job last = each.last;
        return new Job(
                each.id,
                last.kind(),
                "gone",
                last.stage(),
                0,
                0,
                Double.NaN,
                last.eta(),
                last.created(),
                false,
                "its job is not known any more",
                "",
                List.of());
    }

    private void settle(Open each, Job ended) {
        for (int i = 0; i < each.files.size(); i++) {
            String path = each.files.get(i).toString();
            // In the order they were sent; a server that reports none of them says it for all together.
            JobFile file = i < ended.files().size()
                    ? ended.files().get(i)
                    : new JobFile(path, ended.succeeded() ? "stored" : "waiting", "", "");
            switch (file.status()) {
                case "stored", "duplicate", "cancelled" -> tally.count(file.status());
                case "failed" -> tally.failed(path, file.code(), file.reason());
                default -> {
                    if (ended.status().equals("cancelled")) {
                        tally.count("cancelled");
                    } else {
                        tally.failed(path, ended.status(), ended.error());
                    }
                }
            }
        }
        settledFiles += each.files.size();
        settledChunks += ended.stage().equals("read") ? 0 : ended.done();
    }

    /** Of those that have not ended; may be asked by another thread. */
    List<String> ids() {
        return ids;
    }
}
