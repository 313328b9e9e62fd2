package io.celesteos.contracts.nlp;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What found a mention. */
public enum EntitySource {
    @JsonProperty("pattern")
    PATTERN,
    @JsonProperty("gazetteer")
    GAZETTEER,
    @JsonProperty("fuzzy")
    FUZZY,
    @JsonProperty("model")
    MODEL,
    /** The yacht's own equipment, parts or zones. */
    @JsonProperty("yacht")
    YACHT
}
