package io.celesteos.contracts.streaming;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Event names of {@code /api/v1/stream}; exactly one START first and one COMPLETE or ERROR last. */
public enum StreamEventType {
    START,
    ENTITIES,
    RESULT,
    RERANK,
    LLM_CHUNK,
    CITATIONS,
    DEGRADED,
    COMPLETE,
    ERROR;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
