package io.celesteos.search.retrieval;

/**
 * A word of the yacht's own index that may be what was meant.
 *
 * @param replaces whether the typed word is nowhere in the index, so that nothing is lost without it; else it
 *     is so rare that the other is asked for beside it
 */
public record Correction(TypedWord typed, String meant, boolean replaces) {}
