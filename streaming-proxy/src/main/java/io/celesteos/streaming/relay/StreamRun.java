package io.celesteos.streaming.relay;

import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.streaming.event.StreamEvent;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A query being answered. One thread reads its events; closing it ends all work that is still going on for it,
 * upstream calls included.
 */
public final class StreamRun implements AutoCloseable {

    private static final Duration COME_BACK = Duration.ofSeconds(1);

    private final EventQueue events;
    private final ExecutorService threads;
    private final RequestContext context;
    private final StreamMeters meters;
    private final Consumer<StreamRun> atEnd;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean usable;
    private String outcome = "cancelled";

    StreamRun(
            EventQueue events,
            ExecutorService threads,
            RequestContext context,
            StreamMeters meters,
            Consumer<StreamRun> atEnd) {
        this.events = events;
        this.threads = threads;
        this.context = context;
        this.meters = meters;
        this.atEnd = atEnd;
    }

    /** The next event; null when there was none for that long. */
    @Nullable
    StreamEvent next(Duration wait) throws InterruptedException {
        StreamEvent event = events.poll(wait);
        if (event instanceof StreamEvent.Result || event instanceof StreamEvent.Understood) {
            usable = true;
        }
        if (event != null && event.last()) {
            outcome = event.eventType().wireName();
        }
        return event;
    }

    boolean hasMore() {
        return events.hasMore();
    }

    /** Its last event will be that the service goes away, unless it has ended already. */
    void shutDown() {
        endWith(shuttingDown());
    }

    static ProblemException shuttingDown() {
        return ProblemException.retryLater(
                ProblemType.SHUTTING_DOWN,
                "This instance is shutting down. Ask again: another one, or the next one, will answer.",
                COME_BACK);
    }

    /** Ends it as its caller asked; nothing happens when it has ended already. */
    public void cancel() {
        endWith(ProblemException.of(ProblemType.CANCELLED, "The query was cancelled."));
    }

    private void endWith(ProblemException why) {
        Problem problem = Problem.of(why.type(), why.detail(), why.errors(), null, context.requestId());
        events.finish(new StreamEvent.Failed(problem, usable, why));
        // The calls behind end now, not when the reader has come to the last event.
        threads.shutdownNow();
    }

    /** However often it is called, it ends once. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        threads.shutdownNow();
        atEnd.accept(this);
        meters.ended(outcome, System.nanoTime() - context.startNanos());
    }
}
