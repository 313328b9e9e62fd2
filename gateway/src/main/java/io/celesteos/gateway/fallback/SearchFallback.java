package io.celesteos.gateway.fallback;

import io.celesteos.contracts.outcome.Outcome;
import io.celesteos.contracts.search.SearchRequest;
import io.celesteos.contracts.search.SearchResponse;

/**
 * What answers a search while the search-engine does not. Never {@code Complete}: what stood in must be visible
 * to the caller.
 */
public interface SearchFallback {

    /** @param request names the yacht; nothing of another one may be returned */
    Outcome<SearchResponse> searchInstead(SearchRequest request);
}
