package io.celesteos.search.workflow;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Runs of workflows.
 *
 * @param maxOpen runs of one yacht that may wait or be worked on, 1 to 1,000; further ones are refused with 429
 * @param attempts how often a step is begun before its run is given up, 1 to 100
 * @param firstPause before a step that failed is begun again; it doubles with each further time
 * @param longestPause where the doubling ends
 * @param lookEvery how often a run that waits is looked at, from 50 ms: a cancel is seen as late as this
 * @param longestRun after which a run is given up, however far it is
 * @param keep how long ended runs and their results are kept
 * @param keepOldVectors after a switch of spaces, until the old ones are deleted: instances that have not followed
 *     yet may search them
 * @param answerUrl of the streaming-proxy; null or empty: no questions are asked
 * @param apiKey sent to it; null or empty where it asks for none
 * @param answerTimeout longest wait for an answer
 * @param streams of events that may be open at once, 1 to 10,000; further ones are refused with 429
 * @param streamEvery how often an open stream looks for what nobody announced, from 50 ms
 * @param streamHeartbeat after how long without an event a stream says that it is alive
 * @param streamLimit longest life of a stream; callers come again
 */
@Validated
@ConfigurationProperties(prefix = "search.workflow", ignoreUnknownFields = false)
public record WorkflowProperties(
        @DefaultValue("20") @Min(1) @Max(1_000) int maxOpen,
        @DefaultValue("8") @Min(1) @Max(100) int attempts,
        @NotNull @DefaultValue("2s") Duration firstPause,
        @NotNull @DefaultValue("5m") Duration longestPause,

        @NotNull @DefaultValue("2s") @DurationMin(millis = 50)
        Duration lookEvery,

        @NotNull @DefaultValue("24h") Duration longestRun,
        @NotNull @DefaultValue("30d") Duration keep,
        @NotNull @DefaultValue("10m") Duration keepOldVectors,
        @Nullable String answerUrl,
        @Nullable String apiKey,
        @NotNull @DefaultValue("60s") Duration answerTimeout,
        @DefaultValue("256") @Min(1) @Max(10_000) int streams,

        @NotNull @DefaultValue("1s") @DurationMin(millis = 50)
        Duration streamEvery,

        @NotNull @DefaultValue("15s") Duration streamHeartbeat,
        @NotNull @DefaultValue("30m") Duration streamLimit) {

    /** Whether there is somebody to ask. */
    boolean answers() {
        return answerUrl != null && !answerUrl.isBlank();
    }

    /** Before a step is begun for the {@code attempts + 1}st time. */
    Duration pauseAfter(int attempts) {
        Duration pause = firstPause.multipliedBy(1L << Math.clamp(attempts - 1L, 0, 20));
        return pause.compareTo(longestPause) > 0 ? longestPause : pause;
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "WorkflowProperties[" + maxOpen + " open, " + attempts + " attempts, answers "
                + (answers() ? "on" : "off") + "]";
    }
}
