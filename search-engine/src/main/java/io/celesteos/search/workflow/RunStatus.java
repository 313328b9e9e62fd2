package io.celesteos.search.workflow;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** State of a run. */
enum RunStatus {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    static RunStatus of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean ended() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
}
