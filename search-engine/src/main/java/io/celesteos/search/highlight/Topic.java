package io.celesteos.search.highlight;

import java.util.Map;

/**
 * What the hits of one answer talk about: term to how many of them hold it. The words of those that matched
 * lead to the sentence that matters in one that shares no word with the query.
 */
public record Topic(Map<String, Integer> hits) {

    private static final Topic NONE = new Topic(Map.of());

    public Topic {
        hits = Map.copyOf(hits);
    }

    public static Topic none() {
        return NONE;
    }

    /** 0 for a term of one hit alone, then more the more hits share it. */
    double weight(String term) {
        return Math.log(hits.getOrDefault(term, 1));
    }
}
