package io.celesteos.contracts.request;

import java.time.Duration;

/**
 * The moment after which nobody waits for the answer, on {@link System#nanoTime()}'s clock so that a changed
 * wall clock changes nothing.
 *
 * @param nanoTime instant as {@code System.nanoTime()} would return it
 */
public record Deadline(long nanoTime) {

    /** Header carrying what is left, in whole milliseconds. */
    public static final String HEADER = "X-Deadline-Ms";

    public static Deadline in(Duration budget) {
        return new Deadline(System.nanoTime() + budget.toNanos());
    }

    /** What is left; zero when it has passed. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    public boolean passed() {
        return nanoTime - System.nanoTime() <= 0;
    }

    /** The earlier of this deadline and {@code limit} from now: the time one step may take. */
    public Duration atMost(Duration limit) {
        Duration left = remaining();
        return left.compareTo(limit) < 0 ? left : limit;
    }
}
