package io.celesteos.stack.gateway;

import io.celesteos.stack.terminal.Pauses;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a request is sent again and again, with pauses that double from a half to ten seconds. For one thread. */
public final class Patience {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Duration most;
    private final Runnable atFirstWait;
    private Duration waited = Duration.ZERO;
    private Duration next = FIRST;

    private Patience(Duration most, Runnable atFirstWait) {
        this.most = most;
        this.atFirstWait = atFirstWait;
    }

    /** For calls that are answered at once where all is well. */
    static Patience brief() {
        return new Patience(Duration.ofSeconds(30), () -> {});
    }

    /** @param atFirstWait runs before the first wait of this patience */
    public static Patience of(Duration most, Runnable atFirstWait) {
        return new Patience(most, atFirstWait);
    }

    /**
     * Waits as long as was asked for, or a bit longer than the last time.
     *
     * @return false at once when that would be longer than the patience lasts
     */
    boolean wait(@Nullable Duration asked, Pauses pauses) throws InterruptedException {
        Duration pause = asked == null ? next : asked.compareTo(FIRST) < 0 ? FIRST : asked;
        if (waited.plus(pause).compareTo(most) > 0) {
            return false;
        }
        if (waited.isZero()) {
            atFirstWait.run();
        }
        pauses.pause(pause);
        waited = waited.plus(pause);
        next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
        return true;
    }
}
