package io.celesteos.gateway.experiment;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is tried, and how it went. Thread-safe. */
final class Experiment {

    private final Map<Arm, ArmFigures> figures = new EnumMap<>(Arm.class);
    private final ExperimentProperties properties;
    private final ExperimentSwitch setting;
    private final Shadow shadow;
    private final JsonMapper json;

    Experiment(
            ExperimentProperties properties,
            ExperimentSwitch setting,
            Shadow shadow,
            JsonMapper json,
            MeterRegistry meters) {
        this.properties = properties;
        this.setting = setting;
        this.shadow = shadow;
        this.json = json;
        for (Arm arm : Arm.values()) {
            figures.put(arm, new ArmFigures(arm, meters));
        }
    }

    ExperimentProperties properties() {
        return properties;
    }

    ExperimentSwitch setting() {
        return setting;
    }

    Shadow shadow() {
        return shadow;
    }

    ArmFigures of(Arm arm) {
        return Objects.requireNonNull(figures.get(arm));
    }

    /** @param answer its body; empty where it was not kept */
    void answered(Arm arm, boolean good, byte[] answer, Duration took) {
        of(arm).add(good ? ending(answer) : ArmFigures.Ending.FAILED, took);
    }

    private ArmFigures.Ending ending(byte[] answer) {
        try {
            JsonNode read = answer.length == 0 ? null : json.readTree(answer);
            return read != null && Comparison.isEmpty(read) ? ArmFigures.Ending.EMPTY : ArmFigures.Ending.FOUND;
        } catch (JacksonException notJson) {
            return ArmFigures.Ending.FOUND;
        }
    }
}
