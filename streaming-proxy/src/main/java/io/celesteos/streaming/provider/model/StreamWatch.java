package io.celesteos.streaming.provider.model;

import io.celesteos.contracts.request.Deadline;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * How long one stream may be waited for: for its first text, between two texts, for what follows its end, and
 * never beyond a deadline. Counted from text to text, not from byte to byte: a provider that keeps sending pings
 * writes nothing either. Used by one thread.
 */
public final class StreamWatch {

    /** The usage and the end marker come in the same breath as the end; a connection kept open is not waited for. */
    private static final Duration TAIL = Duration.ofMillis(500);

    private static final ScopedValue<StreamWatch> CURRENT = ScopedValue.newInstance();

    private final Deadline deadline;
    private final Duration idleLimit;
    private Deadline next;

    public StreamWatch(Duration firstTextLimit, Duration idleLimit, Deadline deadline) {
        this.deadline = deadline;
        this.idleLimit = idleLimit;
        this.next = Deadline.in(firstTextLimit);
    }

    /** Text came, and has been passed on. */
    public void textCame() {
        next = Deadline.in(idleLimit);
    }

    /** The model has stopped: only the usage may follow. */
    public void stopped() {
        next = Deadline.in(TAIL);
    }

    /**
     * Runs {@code opening}, whose request this watch is over: the libraries in between carry no such thing. It has to stay
     * on its thread, which is one for itself: a thread keeps room for the deepest it has ever waited at, and the libraries
     * wait deep down. An interrupt of the caller is passed on to it.
     */
    public <T> T over(Supplier<T> opening) {
        FutureTask<T> opened =
                new FutureTask<>(() -> ScopedValue.where(CURRENT, this).call(opening::get));
        Thread thread = Thread.ofVirtual().name("opening").start(opened);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return opened.get();
                } catch (InterruptedException stop) {
                    interrupted = true;
                    thread.interrupt();
                } catch (ExecutionException failed) {
                    throw unwrapped(failed);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException unwrapped(ExecutionException failed) {
        return switch (failed.getCause()) {
            case RuntimeException known -> known;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(failed);
        };
    }

    /** The watch over the request that this thread is opening. */
    public static StreamWatch current() {
        return CURRENT.get();
    }

    /** How long the next bytes may be waited for; zero when that is over. */
    public Duration patience() {
        return deadline.atMost(next.remaining());
    }

    /** What it means that {@link #patience} is over. */
    public Fault verdict() {
        return deadline.passed() ? Fault.OUT_OF_TIME : Fault.STALLED;
    }
}
