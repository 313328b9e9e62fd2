package io.celesteos.contracts.nlp;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumSet;
import java.util.Set;

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
    IDENTIFIERS,
    /** The learned tagger's own spans, only when asked for by name. */
    @JsonProperty("mentions")
    MENTIONS;

    /** What is read where nothing is asked for: everything but {@link #MENTIONS}. */
    public static Set<EntityKind> byDefault() {
        return EnumSet.complementOf(EnumSet.of(MENTIONS));
    }
}
