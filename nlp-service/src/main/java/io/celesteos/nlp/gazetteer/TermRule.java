package io.celesteos.nlp.gazetteer;

/** What must hold besides the words, for terms that are words of everyday language too. */
public enum TermRule {
    /** Written in capitals: {@code MAN}, {@code ST}. */
    UPPER,
    /** Written with a capital: {@code Carrier}. */
    CAPITAL,
    /** Its maker is named in the text: {@code C18}. */
    MAKER,
    /** With a number or a side only: {@code fan 2}. */
    PARTICULAR
}
