package io.celesteos.streaming.resume;

import java.util.List;
import java.util.Optional;

/**
 * Events kept outside this process, for reconnects that come to another instance. Never throws, never takes long.
 * Thread-safe.
 */
interface RecordArchive {

    /**
     * Adds events to a stream; nobody waits for it.
     *
     * @param alive whether more will come, from this instance
     * @return false when they were not taken
     */
    boolean add(RecordKey key, List<RecordedEvent> events, boolean alive);

    /**
     * The events after a number.
     *
     * @param following whether the reader will come again for more, which keeps the run going
     * @return empty when the stream is not known, or Redis is not at hand
     */
    Optional<Archived> read(RecordKey key, long after, boolean following);

    /** Whether another instance's caller follows the stream. */
    boolean followed(RecordKey key);

    /** @param alive whether an instance says that more will come */
    record Archived(List<RecordedEvent> events, boolean alive) {
        public Archived {
            events = List.copyOf(events);
        }

        boolean ended() {
            return !events.isEmpty() && events.getLast().last();
        }
    }

    /** Where there is none. */
    RecordArchive NONE = new RecordArchive() {
        @Override
        public boolean add(RecordKey key, List<RecordedEvent> events, boolean alive) {
            return false;
        }

        @Override
        public Optional<Archived> read(RecordKey key, long after, boolean following) {
            return Optional.empty();
        }

        @Override
        public boolean followed(RecordKey key) {
            return false;
        }
    };
}
