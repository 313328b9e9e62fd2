package io.celesteos.contracts.nlp;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What {@code extract} can ask for; each is a key of {@code entities}. */
public enum EntityKind {
    @JsonProperty("equipment")
    EQUIPMENT,
    @JsonProperty("fault_codes")
    FAULT_CODES,
    @JsonProperty("parts")
    PARTS,
    @JsonProperty("locations")
    LOCATIONS,
    @JsonProperty("dates")
    DATES,
    @JsonProperty("measurements")
    MEASUREMENTS,
    @JsonProperty("manufacturers")
    MANUFACTURERS,
    @JsonProperty("models")
    MODELS,
    @JsonProperty("symptoms")
    SYMPTOMS,
    @JsonProperty("actions")
    ACTIONS,
    @JsonProperty("identifiers")
    IDENTIFIERS
}
