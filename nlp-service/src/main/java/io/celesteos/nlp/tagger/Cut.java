package io.celesteos.nlp.tagger;

/** Where words end. */
public enum Cut {
    /** At blanks; brackets and stops at the ends of a word are words of their own. As MaintIE is annotated. */
    BLANKS,
    /** At every change between letters, digits and other signs: {@code Gen2} is two words, {@code 4.2} three. */
    SIGNS
}
