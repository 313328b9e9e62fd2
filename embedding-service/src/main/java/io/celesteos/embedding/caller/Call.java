package io.celesteos.embedding.caller;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One request as the scheduler sees it. Bound to the request's thread for as long as it is served; outside of a
 * request {@link #current()} is the service itself.
 */
public final class Call {

    /** How often a waiting request looks whether its client is still there. */
    static final Duration LOOK = Duration.ofMillis(50);

    private static final ScopedValue<Call> CURRENT = ScopedValue.newInstance();

    /** How a wait ended. */
    public enum Waited {
        /** What was waited for is there, or failed. */
        DONE,
        /** The time was over first. */
        LATE,
        /** The client left first. */
        GONE
    }

    private final String caller;
    private final @Nullable Urgency claimed;
    private final ClientConnection connection;
    private volatile @Nullable String model;

    /**
     * @param caller whose share of the service this is charged to
     * @param claimed {@link Urgency#LIVE} or {@link Urgency#BULK} where the caller said so, else null
     */
    public Call(String caller, @Nullable Urgency claimed, ClientConnection connection) {
        this.caller = caller;
        this.claimed = claimed;
        this.connection = connection;
    }

    public static Call current() {
        return CURRENT.isBound() ? CURRENT.get() : new Call("service", null, ClientConnection.UNKNOWN);
    }

    /** Runs {@code work} with this as {@link #current()}. */
    public <T> T call(Callable<T> work) throws Exception {
        return ScopedValue.where(CURRENT, this).call(work::call);
    }

    public String caller() {
        return caller;
    }

    /** What work is, given what its shape says: a caller may always step back, and step forward at its own cost. */
    public Urgency urgency(Urgency byShape) {
        if (claimed == null) {
            return byShape;
        }
        return claimed == Urgency.LIVE && byShape == Urgency.BULK ? Urgency.HASTENED : claimed;
    }

    /** Waits on the request's own thread, for at most {@code limit} and not beyond the client's leaving. */
    public Waited await(CompletableFuture<?> future, Duration limit) throws InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        while (!future.isDone()) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                return Waited.LATE;
            }
            try {
                future.get(Math.min(left, LOOK.toNanos()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException notYet) {
                if (connection.gone()) {
                    return Waited.GONE;
                }
            } catch (ExecutionException | CancellationException failed) {
                return Waited.DONE;
            }
        }
        return Waited.DONE;
    }

    /** Notes which model works for this request, for its metrics. */
    public void uses(String modelName) {
        model = modelName;
    }

    @Nullable
    String model() {
        return model;
    }
}
