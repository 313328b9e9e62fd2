package io.celesteos.streaming.relay;

import io.celesteos.streaming.event.StreamEvent;
import java.io.IOException;

/** Carries events to a caller; used by one thread. */
public interface FrameSink {

    /**
     * The next event, maybe kept back until {@link #flush}.
     *
     * @param number from 1
     * @throws IOException when the caller is gone
     */
    void event(long number, StreamEvent event) throws IOException;

    /** Nothing more is ready: what was kept back has to leave. */
    default void flush() throws IOException {}

    /** Nothing was to be said for a while. */
    default void heartbeat() throws IOException {}

    /** Whether nobody reads any more, as far as can be seen without writing. */
    boolean callerGone();
}
