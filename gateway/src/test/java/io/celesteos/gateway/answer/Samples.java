package io.celesteos.gateway.answer;

import io.celesteos.contracts.nlp.Entities;
import io.celesteos.contracts.nlp.ExtractResponse;
import io.celesteos.contracts.nlp.Intent;
import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.search.HitScores;
import io.celesteos.contracts.search.HitType;
import io.celesteos.contracts.search.SearchHit;
import io.celesteos.contracts.search.SearchMetadata;
import io.celesteos.contracts.search.SearchResponse;
import io.celesteos.contracts.search.SearchType;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Answers as the services give them. */
final class Samples {

    private Samples() {}

    static SearchHit hit(HitType type, String title, String content, String snippet) {
        return new SearchHit(
                UUID.nameUUIDFromBytes(title.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                type,
                type == HitType.DOCUMENT_CHUNK ? new UUID(1, 2) : null,
                type == HitType.DOCUMENT_CHUNK ? 3 : null,
                content,
                snippet,
                0.85,
                new HitScores(7.5, 0.8, 0.03, null),
                Map.of("title", title, "manufacturer", "MTU"),
                List.of("strainer"),
                null);
    }

    static SearchResponse found(List<SearchHit> hits, Degradation... degraded) {
        return new SearchResponse(
                hits,
                new SearchMetadata(
                        SearchType.HYBRID, 1, 1, false, 4, null, Map.of(), null, Map.of(), List.of(degraded)));
    }

    static ExtractResponse read(String intent, Degradation... degraded) {
        return new ExtractResponse(Entities.empty(), new Intent(intent, List.of(), 0.9, null), 2, List.of(degraded));
    }

    static Intent intent(String primary, String... secondary) {
        return new Intent(primary, List.of(secondary), 0.9, null);
    }
}
