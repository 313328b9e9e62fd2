package io.celesteos.search.workflow;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.workflow.OpenRun.OpenStep;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a step knows of its run, and how it puts down how far it is. Used by one thread. */
final class StepContext {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final OpenRun run;
    private final RunStore store;
    private final JsonMapper json;
    private final Map<String, JsonNode> results = new HashMap<>();
    private final Map<String, JsonNode> states = new HashMap<>();
    private @Nullable OpenStep step;
    private boolean cancelled;
    private long lookedAt;

    StepContext(OpenRun run, RunStore store, JsonMapper json) {
        this.run = run;
        this.store = store;
        this.json = json;
        this.cancelled = run.cancelRequested();
        this.lookedAt = System.nanoTime();
        for (OpenStep each : run.steps()) {
            if (each.result() != null) {
                results.put(each.name(), each.result());
            }
            if (each.state() != null) {
                states.put(each.name(), each.state());
            }
        }
    }

    /** The step that is done from now on. */
    void at(OpenStep next) {
        step = next;
    }

    private OpenStep current() {
        OpenStep now = step;
        if (now == null) {
            throw new IllegalStateException("no step has begun");
        }
        return now;
    }

    YachtId yacht() {
        return run.key().yacht();
    }

    UUID run() {
        return run.key().run();
    }

    JsonNode input() {
        return run.input();
    }

    /** The input, as what it was checked to be. */
    <T> T input(Class<T> type) {
        return json.treeToValue(run.input(), type);
    }

    Instant startedAt() {
        return run.startedAt();
    }

    /** What this step remembered last, maybe in another process; a missing node for nothing. */
    JsonNode state() {
        return state(current().name());
    }

    /** What another step remembered. */
    JsonNode state(String of) {
        return states.getOrDefault(of, JsonNodeFactory.instance.missingNode());
    }

    /** Keeps {@code state} for whoever goes on with this step. */
    void remember(Object state) {
        JsonNode tree = json.valueToTree(state);
        store.remember(run, current().position(), json.writeValueAsString(tree));
        states.put(current().name(), tree);
    }

    void progress(StepProgress progress) {
        store.progress(run, current().position(), json.writeValueAsString(progress));
    }

    /** What an earlier step gave; a missing node when it has not been done. */
    JsonNode result(String of) {
        return results.getOrDefault(of, JsonNodeFactory.instance.missingNode());
    }

    void keep(String of, JsonNode result) {
        results.put(of, result);
    }

    /** Whether the caller wants the run no longer; looks at the database once a second at most. */
    boolean cancelled() {
        long now = System.nanoTime();
        if (!cancelled && now - lookedAt >= LOOK.toNanos()) {
            lookedAt = now;
            cancelled = store.cancelRequested(run.key());
        }
        return cancelled;
    }

    /** @throws RunCancelled when the caller wants the run no longer */
    void goOn() {
        if (cancelled()) {
            throw new RunCancelled();
        }
    }

    ObjectNode object() {
        return json.createObjectNode();
    }

    JsonNode tree(Object value) {
        return json.valueToTree(value);
    }
}
