package io.celesteos.gateway.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What an arm has done since this gateway started. Thread-safe. */
final class ArmFigures {

    /** How a request ended. */
    enum Ending {
        FOUND,
        EMPTY,
        FAILED
    }

    private final LongAdder requests = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder empty = new LongAdder();
    private final Window millis = new Window();
    private final Arm arm;
    private final MeterRegistry meters;

    ArmFigures(Arm arm, MeterRegistry meters) {
        this.arm = arm;
        this.meters = meters;
    }

    void add(Ending ending, Duration took) {
        requests.increment();
        switch (ending) {
            case FOUND -> {}
            case EMPTY -> empty.increment();
            case FAILED -> failures.increment();
        }
        millis.add(took.toNanos() / 1e6);
        meters.timer(
                        "gateway.experiment.requests",
                        "arm",
                        arm.wireName(),
                        "ending",
                        ending.name().toLowerCase(Locale.ROOT))
                .record(took);
    }

    Told told() {
        return new Told(
                requests.sum(),
                failures.sum(),
                empty.sum(),
                millis.mean(),
                millis.quantile(0.5),
                millis.quantile(0.95));
    }

    /** Times are of the last thousand requests. */
    record Told(
            long requests,
            long failures,
            long empty,
            @JsonProperty("mean_ms") @Nullable Double meanMs,
            @JsonProperty("p50_ms") @Nullable Double p50Ms,
            @JsonProperty("p95_ms") @Nullable Double p95Ms) {}
}
