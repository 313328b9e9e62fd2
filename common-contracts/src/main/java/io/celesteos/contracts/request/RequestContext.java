package io.celesteos.contracts.request;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What travels with one request through a service and on to the next one.
 *
 * <p>On the servlet stack the filter binds it for the request's thread; work handed to another thread is
 * wrapped with {@link #carry}. Outside a request {@link #current()} answers with a fresh context.
 *
 * @param requestId 1 to 128 visible ASCII characters
 * @param traceparent W3C Trace Context header as it came, or null
 * @param deadline until when somebody waits
 */
public record RequestContext(
        String requestId, @Nullable String traceparent, Deadline deadline, StageTimings timings, long startNanos) {

    public static final String REQUEST_ID_HEADER = "X-Request-Id";
    public static final String TRACEPARENT_HEADER = "traceparent";

    private static final ScopedValue<RequestContext> CURRENT = ScopedValue.newInstance();
    private static final Pattern ACCEPTABLE_ID = Pattern.compile("[\\x21-\\x7E]{1,128}");
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    /** A context without a caller: start-up and background work. */
    public static RequestContext background(Duration budget) {
        return new RequestContext(newRequestId(), null, Deadline.in(budget), new StageTimings(), System.nanoTime());
    }

    /**
     * From the request's headers. A request id or traceparent that is not well-formed is replaced, not passed
     * on; a deadline is cut to {@code limit}.
     *
     * @param header header value by name, null where absent
     * @throws IllegalArgumentException when {@code X-Deadline-Ms} is no whole number of 1 or more
     */
    public static RequestContext fromHeaders(Function<String, @Nullable String> header, Duration limit) {
        return fromHeaders(header, Deadline.in(budget(header.apply(Deadline.HEADER), limit)));
    }

    /** The same with the deadline given: what a request whose own deadline is not usable is refused in. */
    public static RequestContext fromHeaders(Function<String, @Nullable String> header, Deadline deadline) {
        String id = header.apply(REQUEST_ID_HEADER);
        String trace = header.apply(TRACEPARENT_HEADER);
        return new RequestContext(
                id != null && ACCEPTABLE_ID.matcher(id).matches() ? id : newRequestId(),
                trace != null && TRACEPARENT.matcher(trace).matches() ? trace : null,
                deadline,
                new StageTimings(),
                System.nanoTime());
    }

    public static RequestContext current() {
        return CURRENT.isBound() ? CURRENT.get() : background(Duration.ofSeconds(30));
    }

    /** Runs {@code work} with this context as {@link #current()}. */
    public <T> T call(Callable<T> work) throws Exception {
        return ScopedValue.where(CURRENT, this).call(work::call);
    }

    /** The same work, to be run by another thread within this context. */
    public <T> Callable<T> carry(Callable<T> work) {
        return () -> call(work);
    }

    private static Duration budget(@Nullable String millis, Duration limit) {
        if (millis == null) {
            return limit;
        }
        long asked;
        try {
            asked = Long.parseLong(millis.strip());
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("must be a whole number of milliseconds, 1 or more", notANumber);
        }
        if (asked < 1) {
            throw new IllegalArgumentException("must be a whole number of milliseconds, 1 or more");
        }
        return asked < limit.toMillis() ? Duration.ofMillis(asked) : limit;
    }

    private static String newRequestId() {
        return UUID.randomUUID().toString();
    }
}
