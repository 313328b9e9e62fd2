package io.celesteos.nlp.gazetteer;

/** What a term of the shipped lists names. */
public enum TermKind {
    EQUIPMENT_TYPE,
    LOCATION,
    MANUFACTURER,
    MODEL,
    SYMPTOM,
    ACTION,
    /** A phrase that hides the terms inside it: "work order" orders nothing. */
    SHADOW
}
