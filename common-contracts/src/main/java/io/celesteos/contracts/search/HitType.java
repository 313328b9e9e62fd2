package io.celesteos.contracts.search;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a hit is. */
public enum HitType {
    @JsonProperty("document_chunk")
    DOCUMENT_CHUNK,
    @JsonProperty("fault")
    FAULT,
    @JsonProperty("equipment")
    EQUIPMENT,
    @JsonProperty("part")
    PART,
    @JsonProperty("work_order")
    WORK_ORDER
}
