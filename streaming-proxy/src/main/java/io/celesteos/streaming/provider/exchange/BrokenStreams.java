package io.celesteos.streaming.provider.exchange;

import io.celesteos.streaming.provider.model.Fault;
import io.celesteos.streaming.provider.model.ModelFailure;
import java.io.InterruptedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is behind the exceptions that the dialects' libraries wrap around those of the transport. */
public final class BrokenStreams {

    private static final int DEEPEST = 10;
    private static final long LONGEST_PAUSE_SECONDS = 300;

    private BrokenStreams() {}

    /**
     * @throws InterruptedException when it was the interrupt of this thread
     */
    public static ModelFailure failureOf(Throwable thrown, Fault otherwise) throws InterruptedException {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
            if (cause instanceof InterruptedIOException) {
                // The flag was set again for the library's eyes; from here on the exception says it.
                Thread.interrupted();
                throw new InterruptedException("nobody wants the answer any more");
            }
            if (cause instanceof StreamBroken broken) {
                return new ModelFailure(broken.fault(), reason(broken), null, thrown);
            }
        }
        return new ModelFailure(otherwise, thrown.getClass().getSimpleName(), null, thrown);
    }

    /** By a {@code Retry-After} in seconds, five minutes at most; null without one. */
    public static @Nullable Duration pause(List<String> retryAfter) {
        try {
            return retryAfter.isEmpty()
                    ? null
                    : Duration.ofSeconds(
                            Math.clamp(Long.parseLong(retryAfter.getFirst().strip()), 0, LONGEST_PAUSE_SECONDS));
        } catch (NumberFormatException | DateTimeException aDate) {
            return null;
        }
    }

    private static String reason(StreamBroken broken) {
        Throwable cause = broken.getCause();
        return cause == null ? "" : cause.getClass().getSimpleName();
    }
}
