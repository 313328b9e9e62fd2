package io.celesteos.search.workflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * How far a step is.
 *
 * @param unit of {@code done} and {@code total}: {@code chunks}, {@code questions}
 * @param perSecond over all the time it was worked on; null where nothing can be said yet
 * @param etaSeconds until it is done at that rate; null likewise
 * @param note why it stands still; null where it does not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StepProgress(
        long done,
        long total,
        String unit,
        @JsonProperty("per_second") @Nullable Double perSecond,
        @JsonProperty("eta_seconds") @Nullable Long etaSeconds,
        @Nullable String note) {

    static StepProgress of(long done, long total, String unit) {
        return new StepProgress(done, total, unit, null, null, null);
    }

    /**
     * @param since how much was done before {@code seconds} began
     * @param seconds that the rest of it took
     */
    static StepProgress measured(long done, long since, long total, String unit, double seconds) {
        long worked = done - since;
        if (worked <= 0 || seconds <= 0) {
            return of(done, total, unit);
        }
        double rate = worked / seconds;
        return new StepProgress(
                done,
                total,
                unit,
                Math.round(rate * 10) / 10.0,
                (long) Math.ceil(Math.max(0, total - done) / rate),
                null);
    }

    StepProgress noting(String why) {
        return new StepProgress(done, total, unit, perSecond, etaSeconds, why);
    }
}
