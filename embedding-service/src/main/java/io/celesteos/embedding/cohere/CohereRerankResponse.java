package io.celesteos.embedding.cohere;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.embedding.dialect.Reranking.Ranked;
import java.util.List;

/**
 * Answer of {@code POST /v2/rerank}, best first.
 *
 * @param id the request's id
 * @param model not Cohere's: what scored
 */
record CohereRerankResponse(String id, List<Result> results, Meta meta, String model) {

    static CohereRerankResponse of(Ranked ranked, String id) {
        return new CohereRerankResponse(
                id,
                ranked.results().stream()
                        .map(score -> new Result(score.index(), score.score()))
                        .toList(),
                new Meta(new ApiVersion("2"), new BilledUnits(1)),
                ranked.model());
    }

    /** {@code index} into the request's documents. */
    record Result(
            int index, @JsonProperty("relevance_score") double relevanceScore) {}

    record Meta(
            @JsonProperty("api_version") ApiVersion apiVersion,
            @JsonProperty("billed_units") BilledUnits billedUnits) {}

    record ApiVersion(String version) {}

    /** One a request, which Cohere's own count is for up to 100 documents. Nobody bills it. */
    record BilledUnits(@JsonProperty("search_units") int searchUnits) {}
}
