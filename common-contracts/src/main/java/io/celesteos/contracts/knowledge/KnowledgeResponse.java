package io.celesteos.contracts.knowledge;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.celesteos.contracts.outcome.Degradation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answer of {@code POST /rag/query}, best piece first.
 *
 * @param count of the results
 * @param degraded what the answer lacks; empty when all is well
 * @param cache {@code hit} or {@code miss}; null where nothing is kept
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KnowledgeResponse(
        List<KnowledgeHit> results,
        String query,
        int count,
        @Nullable List<Degradation> degraded,
        @Nullable String cache) {

    public KnowledgeResponse {
        results = List.copyOf(results);
        degraded = degraded == null ? List.of() : List.copyOf(degraded);
    }

    public List<Degradation> lacking() {
        return degraded == null ? List.of() : degraded;
    }

    public KnowledgeResponse from(String cache) {
        return new KnowledgeResponse(results, query, count, degraded, cache);
    }
}
