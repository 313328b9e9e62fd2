package io.celesteos.streaming.resume;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A stream as it is being kept, and whether anybody still wants it. Used by the thread that carries the stream;
 * closed when that is done, with or without a last event.
 */
public final class Recording implements AutoCloseable {

    /** How often a stream that may be followed from elsewhere is written to the archive. */
    private static final Duration SAVE_EVERY = Duration.ofMillis(250);

    private final StreamRecords records;
    private final StreamRecord record;
    private final RecordArchive archive;
    private final Duration grace;
    private final LongSupplier nanos;
    private final List<RecordedEvent> unsaved = new ArrayList<>();
    private boolean archived;
    private long savedAt;

    Recording(StreamRecords records, StreamRecord record, RecordArchive archive, Duration grace, LongSupplier nanos) {
        this.records = records;
        this.record = record;
        this.archive = archive;
        this.grace = grace;
        this.nanos = nanos;
        this.savedAt = nanos.getAsLong();
    }

    /** The stream's name in {@link EventId}s. */
    public String stream() {
        return record.key().stream();
    }

    public void add(RecordedEvent event) {
        records.grow(record.append(event));
        if (!record.whole()) {
            unsaved.clear();
            return;
        }
        if (archive != RecordArchive.NONE) {
            unsaved.add(event);
        }
        if (event.last()) {
            records.ended(record);
            save(false);
        } else {
            tick();
        }
    }

    /** To be called every now and then while nothing happens. */
    public void tick() {
        if (!grace.isZero() && nanos.getAsLong() - savedAt >= SAVE_EVERY.toNanos()) {
            save(true);
        }
    }

    /** The caller it was begun for has left. */
    public void callerLeft() {
        record.unfollow(nanos.getAsLong());
    }

    /** Whether anybody is there, or may come back in time. */
    public boolean wanted() {
        return record.whole()
                && (record.followed(grace, nanos.getAsLong()) || (!grace.isZero() && archive.followed(record.key())));
    }

    @Override
    public void close() {
        if (!record.ended()) {
            records.drop(record);
            if (archived) {
                save(false);
            }
        }
    }

    private void save(boolean alive) {
        if (archive == RecordArchive.NONE) {
            return;
        }
        savedAt = nanos.getAsLong();
        if (archive.add(record.key(), unsaved, alive)) {
            archived = true;
            unsaved.clear();
        }
    }
}
