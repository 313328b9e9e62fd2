package io.celesteos.contracts.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** Body of the answer to {@code POST /api/v1/search}, best hit first. */
public record SearchResponse(
        List<SearchHit> results,
        @JsonProperty("search_metadata") SearchMetadata searchMetadata) {
    public SearchResponse {
        results = List.copyOf(results);
    }
}
