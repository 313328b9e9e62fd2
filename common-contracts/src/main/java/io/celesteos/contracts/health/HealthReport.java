package io.celesteos.contracts.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code GET /health}.
 *
 * @param dependencies name to its state in a word: {@code healthy}, {@code loaded}, {@code unreachable}, ...
 */
public record HealthReport(
        HealthStatus status,
        String service,
        String version,
        @JsonProperty("uptime_seconds") long uptimeSeconds,
        Map<String, String> dependencies,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
        Map<String, String> breakers) {

    public HealthReport {
        dependencies = Collections.unmodifiableMap(new LinkedHashMap<>(dependencies));
        breakers = breakers == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(breakers));
    }
}
