package io.celesteos.embedding.caller;

import io.celesteos.contracts.request.StageTimings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What {@code Server-Timing} says of one request, summed over all: {@code embedding.stage{stage,model}}. Stages
 * and models are few; requests that used no model (health, metrics, refused ones) are left out.
 */
final class StageMeters {

    private record Stage(String name, String model) {}

    private final MeterRegistry meters;

    /** Looked up for every stage of every request; to build a timer's description each time costs more than to record. */
    private final Map<Stage, Timer> timers = new ConcurrentHashMap<>();

    StageMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    void record(Call call, StageTimings timings) {
        String model = call.model();
        if (model != null) {
            timings.millis()
                    .forEach((stage, millis) -> timers.computeIfAbsent(new Stage(stage, model), this::timer)
                            .record((long) (millis * 1_000_000), TimeUnit.NANOSECONDS));
        }
    }

    private Timer timer(Stage stage) {
        return Timer.builder("embedding.stage")
                .description("One stage of one request, as its Server-Timing header has it")
                .tag("stage", stage.name())
                .tag("model", stage.model())
                .serviceLevelObjectives(LatencyBuckets.all())
                .register(meters);
    }
}
