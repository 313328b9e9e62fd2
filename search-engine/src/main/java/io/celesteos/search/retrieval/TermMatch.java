package io.celesteos.search.retrieval;

import java.util.List;

/**
 * What one term of a query adds to a passage's BM25 score; the counted ones add up to it.
 *
 * @param term as it is in the index
 * @param fields of the passage that hold it: {@code title}, {@code content}, {@code metadata}
 * @param score boost times idf times tf
 * @param idf how rare the term is in the yacht's index, {@code tf} how much of it the passage has, 0 to 1
 * @param counted false for another reading of a code of which a better one was found
 */
public record TermMatch(
        String term,
        Kind kind,
        List<String> fields,
        double score,
        double boost,
        double idf,
        double tf,
        boolean counted) {

    public TermMatch {
        fields = List.copyOf(fields);
    }

    /** What a term is. */
    public enum Kind {
        WORD,
        CONCEPT,
        CODE
    }
}
