package io.celesteos.embedding.jina;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.embedding.dialect.Passage;
import io.celesteos.embedding.dialect.Reranking.Ranked;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answer of {@code POST /v1/rerank}, best first.
 *
 * @param id the request's id; for Cohere's version 1, which has it and the results alone
 */
record JinaRerankResponse(String id, String model, Usage usage, List<Result> results) {

    /** @param returned the documents asked about; null when they are not to be repeated */
    static JinaRerankResponse of(Ranked ranked, @Nullable List<Passage> returned, int tokens, String id) {
        return new JinaRerankResponse(
                id,
                ranked.model(),
                new Usage(tokens, tokens),
                ranked.results().stream()
                        .map(score -> new Result(
                                score.index(), score.score(), returned == null ? null : returned.get(score.index())))
                        .toList());
    }

    /** Tokens of the query and of each document as far as the model reads them. */
    record Usage(
            @JsonProperty("total_tokens") int totalTokens,
            @JsonProperty("prompt_tokens") int promptTokens) {}

    /** {@code index} into the request's documents. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(
            int index,
            @JsonProperty("relevance_score") double relevanceScore,
            @Nullable Passage document) {}
}
