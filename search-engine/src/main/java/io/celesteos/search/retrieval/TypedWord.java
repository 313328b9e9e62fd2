package io.celesteos.search.retrieval;

import java.util.Set;

/**
 * A word of a query that may have been mistyped: letters only, no part of a code.
 *
 * @param word in lower case, as it is written
 * @param start UTF-16 offset of it in the query's text, {@code end} one past its last unit
 * @param terms of the index that stand for it
 */
public record TypedWord(String word, int start, int end, Set<String> terms) {

    public TypedWord {
        terms = Set.copyOf(terms);
    }
}
