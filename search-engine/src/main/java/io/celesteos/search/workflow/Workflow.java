package io.celesteos.search.workflow;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.tenancy.YachtId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A kind of run. Thread-safe. */
interface Workflow {

    /** In paths: lower-case letters and hyphens. */
    String name();

    /** What it does, in a sentence. */
    String summary();

    /** Field of the input to what it may be, for {@code GET /api/v1/workflows}. */
    Map<String, String> input();

    /** Whether a yacht has at most one open run of it. */
    default boolean alone() {
        return false;
    }

    /** What must be set before it can be run; empty when nothing is missing. */
    default String missing() {
        return "";
    }

    /**
     * Whether it can be run with this input.
     *
     * @throws ProblemException naming every field that is wrong
     */
    void check(YachtId yacht, JsonNode input);

    /** The steps of a run with an input that was found right, always the same for the same input. */
    List<Step> steps(JsonNode input);

    /** The run ends without having come to its end: what it left half done is put back. May be done twice. */
    default void undo(StepContext context) {}

    /** What the whole run gives, from its steps' results. */
    JsonNode result(StepContext context);

    /**
     * One step. It may be done again, from its beginning or from what it {@link StepContext#remember}s, after the
     * process died at any point.
     */
    interface Step {

        String name();

        StepOutcome run(StepContext context) throws InterruptedException;
    }

    /** How a step left off, where nothing failed. */
    sealed interface StepOutcome {}

    /** It is done. */
    record Done(JsonNode result) implements StepOutcome {}

    /** It waits for somebody else and is to be looked at again. */
    record Again(Duration after) implements StepOutcome {}
}
