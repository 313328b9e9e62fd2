package io.celesteos.search.indexing;

import io.celesteos.contracts.search.JobReport.JobProgress;
import java.time.Duration;
import java.time.Instant;

/**
 * How fast a stage goes, from what was done in it so far.
 *
 * @param base units that were done when the stage began
 * @param progressed when the last unit was done
 */
record MeasuredProgress(String stage, int done, int total, int base, Instant began, Instant progressed, Instant now) {

    /** Fewer units, or a shorter time, tell nothing. */
    private static final int FEWEST = 3;

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** Units come in batches: a pause up to this long is no slowing down. */
    private static final Duration BREATH = Duration.ofSeconds(10);

    boolean stalled(Duration after) {
        return quiet().compareTo(after) > 0;
    }

    private Duration quiet() {
        return Duration.between(progressed, now);
    }

    /** @param stalled nothing is foretold then */
    JobProgress told(boolean stalled) {
        Duration taken = Duration.between(began, quiet().compareTo(BREATH) > 0 ? now : progressed);
        int units = done - base;
        if (units < FEWEST || taken.compareTo(SHORTEST) < 0) {
            return new JobProgress(done, total, stage);
        }
        double rate = units * 1000.0 / taken.toMillis();
        Long eta = stalled ? null : (long) Math.ceil(Math.max(0, total - done) / rate);
        return new JobProgress(done, total, stage, Math.round(rate * 100) / 100.0, eta);
    }
}
