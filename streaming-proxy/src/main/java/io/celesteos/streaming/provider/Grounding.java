package io.celesteos.streaming.provider;

import io.celesteos.contracts.search.SearchHit;
import java.util.List;

/**
 * What an answer is written from.
 *
 * @param query as it was typed
 * @param history what was said before the query, oldest first; empty for a query on its own
 * @param passages best first, never empty
 */
public record Grounding(String query, List<Turn> history, List<SearchHit> passages) {
    public Grounding {
        history = List.copyOf(history);
        passages = List.copyOf(passages);
        if (passages.isEmpty()) {
            throw new IllegalArgumentException("an answer needs at least one passage");
        }
    }

    /** For a query that nothing was said before. */
    public Grounding(String query, List<SearchHit> passages) {
        this(query, List.of(), passages);
    }
}
