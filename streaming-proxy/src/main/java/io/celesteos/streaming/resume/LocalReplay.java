package io.celesteos.streaming.resume;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** From this process's own memory. While it is open, the run goes on. */
final class LocalReplay implements Replay {

    private final StreamRecord record;
    private final LongSupplier nanos;
    private long seen;
    private boolean open = true;

    LocalReplay(StreamRecord record, long seen, LongSupplier nanos) {
        this.record = record;
        this.seen = seen;
        this.nanos = nanos;
        record.follow();
    }

    @Override
    public String stream() {
        return record.key().stream();
    }

    @Override
    public List<RecordedEvent> next(Duration wait) throws InterruptedException {
        List<RecordedEvent> events = record.after(seen, wait);
        seen += events.size();
        return events;
    }

    @Override
    public boolean over() {
        return record.overAt(seen);
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            record.unfollow(nanos.getAsLong());
        }
    }
}
