package io.celesteos.streaming.resume;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** From the archive, where another instance writes: what comes is found by asking again. */
final class ArchiveReplay implements Replay {

    /** A person does not see the delay, and a follower costs five reads a second. */
    private static final Duration POLL = Duration.ofMillis(200);

    private final RecordArchive archive;
    private final RecordKey key;
    private long seen;
    private RecordArchive.@Nullable Archived first;
    private boolean over;

    ArchiveReplay(RecordArchive archive, RecordKey key, long seen, RecordArchive.Archived first) {
        this.archive = archive;
        this.key = key;
        this.seen = seen;
        this.first = first;
    }

    @Override
    public String stream() {
        return key.stream();
    }

    @Override
    public List<RecordedEvent> next(Duration wait) throws InterruptedException {
        RecordArchive.Archived found = first;
        first = null;
        if (found == null) {
            LockSupport.parkNanos(Math.min(wait.toNanos(), POLL.toNanos()));
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            found = archive.read(key, seen, true).orElse(new RecordArchive.Archived(List.of(), false));
        }
        over = found.ended() || !found.alive();
        seen += found.events().size();
        return found.events();
    }

    @Override
    public boolean over() {
        return over;
    }

    /** Whoever writes notices by itself that nobody asks any more. */
    @Override
    public void close() {}
}
