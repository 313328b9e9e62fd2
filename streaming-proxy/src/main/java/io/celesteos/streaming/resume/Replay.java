package io.celesteos.streaming.resume;

import java.time.Duration;
import java.util.List;

/** The events of a stream from a certain one on, those to come included. Used by one thread. */
public interface Replay extends AutoCloseable {

    /** The stream's name in {@link EventId}s. */
    String stream();

    /** The next events; empty when there was none for that long. */
    List<RecordedEvent> next(Duration wait) throws InterruptedException;

    /** Whether no more will come. Without a last event that means that the rest is lost. */
    boolean over();

    @Override
    void close();
}
