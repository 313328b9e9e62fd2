package io.celesteos.nlp.yacht;

/** What asking for a yacht's context gave. */
public sealed interface YachtLookup {

    /** The yacht's words. */
    record Found(YachtContext context) implements YachtLookup {}

    /** No yacht has this id, or it is suspended. */
    record Unknown() implements YachtLookup {}

    /** Nobody could say. */
    record Unavailable() implements YachtLookup {}
}
