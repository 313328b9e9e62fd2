package io.celesteos.contracts.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.outcome.Degradation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the answer came about.
 *
 * @param bm25Results candidates of the lexical branch, vectorResults of the vector branch
 * @param models name of the model by role ({@code embedding}, {@code reranker})
 * @param timingsMs stage to milliseconds
 * @param degraded what the answer lacks; empty when nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchMetadata(
        @JsonProperty("search_type") SearchType searchType,
        @JsonProperty("bm25_results") int bm25Results,
        @JsonProperty("vector_results") int vectorResults,
        boolean reranked,
        @JsonProperty("latency_ms") long latencyMs,
        @Nullable FusionInfo fusion,
        Map<String, String> models,
        @Nullable String cache,
        @JsonProperty("timings_ms") Map<String, Double> timingsMs,
        List<Degradation> degraded) {

    public SearchMetadata {
        models = Map.copyOf(models);
        degraded = List.copyOf(degraded);
    }
}
