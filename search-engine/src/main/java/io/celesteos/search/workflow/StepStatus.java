package io.celesteos.search.workflow;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** State of a step. */
enum StepStatus {
    WAITING,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    /** Its run ended before it. */
    SKIPPED;

    static StepStatus of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
