package io.celesteos.search.workflow;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A run as the one who works on it holds it.
 *
 * @param turn proves that nobody began to work on it later
 * @param steps in their order
 */
record OpenRun(
        RunKey key,
        int turn,
        String workflow,
        JsonNode input,
        boolean cancelRequested,
        Instant startedAt,
        List<OpenStep> steps) {

    OpenRun {
        steps = List.copyOf(steps);
    }

    OpenRun withSteps(List<OpenStep> read) {
        return new OpenRun(key, turn, workflow, input, cancelRequested, startedAt, read);
    }

    /** A step as it was left. */
    record OpenStep(
            int position,
            String name,
            StepStatus status,
            @Nullable JsonNode state,
            @Nullable JsonNode result,
            @Nullable Instant startedAt) {}
}
