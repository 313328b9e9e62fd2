package io.celesteos.contracts.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Body of the answer to {@code POST /api/v1/search}, best hit first.
 *
 * @param facets wire name of a filter to its most frequent values; null where none were asked for
 */
public record SearchResponse(
        List<SearchHit> results,
        @JsonProperty("search_metadata") SearchMetadata searchMetadata,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, List<FacetCount>> facets) {

    public SearchResponse {
        results = List.copyOf(results);
        facets = facets == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(facets));
    }

    public SearchResponse(List<SearchHit> results, SearchMetadata searchMetadata) {
        this(results, searchMetadata, null);
    }
}
