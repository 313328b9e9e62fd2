package io.celesteos.search.workflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A run as its caller sees it.
 *
 * @param result of the whole run; null until it succeeded, and in lists
 * @param cancelling whether it was asked to end and has not yet
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunReport(
        @JsonProperty("run_id") UUID id,
        String workflow,
        RunStatus status,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean cancelling,
        @JsonProperty("created_at") OffsetDateTime createdAt,
        @JsonProperty("started_at") @Nullable OffsetDateTime startedAt,
        @JsonProperty("ended_at") @Nullable OffsetDateTime endedAt,
        List<StepReport> steps,
        @Nullable JsonNode result,
        @Nullable RunError error) {

    RunReport {
        steps = List.copyOf(steps);
    }

    RunReport withSteps(List<StepReport> others) {
        return new RunReport(id, workflow, status, cancelling, createdAt, startedAt, endedAt, others, result, error);
    }

    /** Why a run failed: a code for programs, words for people. */
    record RunError(String code, String message) {}

    /** A step. {@code attempts} counts how often it was begun since it last got on. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StepReport(
            String name,
            StepStatus status,
            int attempts,
            @JsonProperty("started_at") @Nullable OffsetDateTime startedAt,
            @JsonProperty("ended_at") @Nullable OffsetDateTime endedAt,
            @Nullable JsonNode progress,
            @Nullable JsonNode result,
            @Nullable String error) {}

    /** Runs, the newest first. */
    record RunList(List<RunReport> runs) {

        RunList {
            runs = List.copyOf(runs);
        }
    }
}
