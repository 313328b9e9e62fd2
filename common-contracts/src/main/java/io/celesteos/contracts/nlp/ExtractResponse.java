package io.celesteos.contracts.nlp;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.outcome.Degradation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answer of {@code POST /api/v1/extract}.
 *
 * @param overruled null unless {@code debug} asked for it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExtractResponse(
        Entities entities,
        Intent intent,
        @JsonProperty("latency_ms") long latencyMs,
        List<Degradation> degraded,
        @Nullable List<OverruledReading> overruled) {

    /** Without the readings that lost. */
    public ExtractResponse(Entities entities, Intent intent, long latencyMs, List<Degradation> degraded) {
        this(entities, intent, latencyMs, degraded, null);
    }
}
