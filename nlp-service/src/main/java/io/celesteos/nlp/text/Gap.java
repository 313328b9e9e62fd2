package io.celesteos.nlp.text;

/** What stands between a token and the one before it, tightest first. */
public enum Gap {
    /** Nothing: {@code gen2}. */
    JOINED,
    /** A hyphen, slash, dot or the like and no space: {@code m/e}, {@code hi-fog}. */
    TIGHT,
    /** Space, perhaps with such a sign: {@code gen 2}, {@code gen #2}. */
    SPACE,
    /** A comma. */
    COMMA,
    /** Anything that parts clauses or sentences, and the start of the text. */
    BREAK
}
