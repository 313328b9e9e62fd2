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
 * @param corrected words that were searched for in place of, or beside, mistyped ones; null when none
 * @param nextPageToken asks for what follows these results, cut from the same order; null when nothing does
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
        List<Degradation> degraded,
        @Nullable List<CorrectedWord> corrected,
        @JsonProperty("next_page_token") @Nullable String nextPageToken) {

    public SearchMetadata {
        models = Map.copyOf(models);
        degraded = List.copyOf(degraded);
        corrected = corrected == null || corrected.isEmpty() ? null : List.copyOf(corrected);
    }

    /** How an answer to a well-typed query came about that has no further page. */
    public SearchMetadata(
            SearchType searchType,
            int bm25Results,
            int vectorResults,
            boolean reranked,
            long latencyMs,
            @Nullable FusionInfo fusion,
            Map<String, String> models,
            @Nullable String cache,
            Map<String, Double> timingsMs,
            List<Degradation> degraded) {
        this(
                searchType,
                bm25Results,
                vectorResults,
                reranked,
                latencyMs,
                fusion,
                models,
                cache,
                timingsMs,
                degraded,
                null,
                null);
    }

    /** The same with a caller's own time and source. */
    public SearchMetadata stamped(long millis, String fromCache, Map<String, Double> timings) {
        return new SearchMetadata(
                searchType,
                bm25Results,
                vectorResults,
                reranked,
                millis,
                fusion,
                models,
                fromCache,
                timings,
                degraded,
                corrected,
                nextPageToken);
    }
}
