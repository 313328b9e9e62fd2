package io.celesteos.nlp.recognize;

/** Order of work: what an earlier stage found is hidden from the later ones. */
public enum Stage {
    /** Fault codes, part numbers, identifiers: never read as a date or a quantity afterwards. */
    CODE,
    /** Dates, before numbers are taken for machine numbers or quantities. */
    TIME,
    /** Everything else. */
    TERM,
    /** What a trained model sees where no rule saw anything. */
    LEARNED
}
