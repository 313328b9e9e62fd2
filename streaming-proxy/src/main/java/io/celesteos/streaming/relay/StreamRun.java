package io.celesteos.streaming.relay;

import io.celesteos.contracts.request.RequestContext;
import io.celesteos.streaming.event.StreamEvent;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * A query being answered. One thread reads its events; closing it ends all work that is still going on for it,
 * upstream calls included.
 */
public final class StreamRun implements AutoCloseable {

    private final EventQueue events;
    private final ExecutorService threads;
    private final RequestContext context;
    private final StreamMeters meters;
    private String outcome = "cancelled";

    StreamRun(EventQueue events, ExecutorService threads, RequestContext context, StreamMeters meters) {
        this.events = events;
        this.threads = threads;
        this.context = context;
        this.meters = meters;
    }

    /** The next event; null when there was none for that long. */
    @Nullable
    StreamEvent next(Duration wait) throws InterruptedException {
        StreamEvent event = events.poll(wait);
        if (event != null && event.last()) {
            outcome = event.eventType().wireName();
        }
        return event;
    }

    boolean hasMore() {
        return events.hasMore();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        meters.ended(outcome, System.nanoTime() - context.startNanos());
    }
}
