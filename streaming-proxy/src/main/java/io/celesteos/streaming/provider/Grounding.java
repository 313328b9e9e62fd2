package io.celesteos.streaming.provider;

import io.celesteos.contracts.search.SearchHit;
import java.util.List;

/**
 * What an answer is written from.
 *
 * @param query as it was typed
 * @param passages best first, never empty
 */
public record Grounding(String query, List<SearchHit> passages) {
    public Grounding {
        passages = List.copyOf(passages);
        if (passages.isEmpty()) {
            throw new IllegalArgumentException("an answer needs at least one passage");
        }
    }
}
