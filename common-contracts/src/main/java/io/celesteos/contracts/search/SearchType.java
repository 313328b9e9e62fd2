package io.celesteos.contracts.search;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which branches answer. */
public enum SearchType {
    @JsonProperty("vector")
    VECTOR,
    @JsonProperty("bm25")
    BM25,
    @JsonProperty("hybrid")
    HYBRID
}
