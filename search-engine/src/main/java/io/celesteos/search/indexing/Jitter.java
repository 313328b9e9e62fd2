package io.celesteos.search.indexing;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses of different length, so that what failed together does not come back together. */
final class Jitter {

    private Jitter() {}

    /** Between a half and one and a half of it. */
    static Duration around(Duration pause) {
        return Duration.ofMillis(
                (long) (pause.toMillis() * (0.5 + ThreadLocalRandom.current().nextDouble())));
    }
}
