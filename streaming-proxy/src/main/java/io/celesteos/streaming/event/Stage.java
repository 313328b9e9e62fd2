package io.celesteos.streaming.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which search found a result. */
public enum Stage {
    /** The fast first search by words; its order and scores are provisional. */
    @JsonProperty("lexical")
    LEXICAL,
    /** Both branches of the search put together, told where the reranker takes long. */
    @JsonProperty("fused")
    FUSED,
    /** The full search: fused, and reranked where a reranker answered. */
    @JsonProperty("final")
    FINAL
}
