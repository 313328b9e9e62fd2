package io.celesteos.search.query;

import io.celesteos.contracts.search.SearchMetadata;
import io.celesteos.contracts.search.SearchResponse;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What operators watch: how long searches and their stages take, what came from the cache, what was missing. */
@Component
class SearchMeters {

    private final MeterRegistry registry;

    SearchMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void record(SearchResponse response, boolean cacheHit) {
        SearchMetadata metadata = response.searchMetadata();
        registry.timer(
                        "search.duration",
                        "type",
                        metadata.searchType().name().toLowerCase(Locale.ROOT),
                        "cache",
                        cacheHit ? "hit" : "miss")
                .record(Duration.ofMillis(metadata.latencyMs()));
        metadata.timingsMs()
                .forEach((stage, millis) -> registry.timer("search.stage.duration", "stage", stage)
                        .record(Duration.ofNanos((long) (millis * 1e6))));
        metadata.degraded()
                .forEach(each -> registry.counter("search.degraded", "reason", each.wireName())
                        .increment());
    }
}
