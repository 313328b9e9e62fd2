package io.celesteos.search.workflow;

import io.celesteos.contracts.tenancy.YachtId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** A workflow made of lambdas, for tests of what surrounds it. */
final class Runs implements Workflow {

    /** What a step does. */
    interface Act {

        StepOutcome of(StepContext context) throws InterruptedException;
    }

    private final Map<String, Act> acts = new TreeMap<>();
    final List<String> done = new ArrayList<>();
    Consumer<StepContext> undoing = context -> {};

    Runs step(String name, Act act) {
        acts.put(name, act);
        return this;
    }

    Runs step(String name, BiFunction<StepContext, String, Object> act) {
        return step(name, context -> new Done(context.tree(act.apply(context, name))));
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public String summary() {
        return "";
    }

    @Override
    public Map<String, String> input() {
        return Map.of();
    }

    @Override
    public void check(YachtId yacht, JsonNode input) {}

    @Override
    public List<Step> steps(JsonNode input) {
        return acts.entrySet().stream()
                .<Step>map(entry -> new Step() {
                    @Override
                    public String name() {
                        return entry.getKey();
                    }

                    @Override
                    public StepOutcome run(StepContext context) throws InterruptedException {
                        done.add(entry.getKey());
                        return entry.getValue().of(context);
                    }
                })
                .toList();
    }

    @Override
    public void undo(StepContext context) {
        undoing.accept(context);
    }

    @Override
    public JsonNode result(StepContext context) {
        return context.tree(Map.of("steps", done));
    }

    static Again again() {
        return new Again(Duration.ofMillis(1));
    }
}
