package io.celesteos.search.lifecycle;

import java.time.Duration;

/**
 * All indexes at a glance.
 *
 * @param yachts active ones
 * @param open those whose index is open
 * @param lag of the open index furthest behind the database
 */
record IndexesState(int yachts, int open, long bytes, long budget, Duration lag) {

    private static final int MEGA = 20;

    /** {@code 3 of 5 yachts, 120 of 1024 MB}. */
    String words() {
        return open + " of " + yachts + " yachts, " + (bytes >> MEGA) + " of " + (budget >> MEGA) + " MB";
    }
}
