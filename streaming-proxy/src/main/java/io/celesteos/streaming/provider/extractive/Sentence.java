package io.celesteos.streaming.provider.extractive;

import io.celesteos.contracts.search.SearchHit;
import java.util.Set;

/**
 * A sentence that may be quoted.
 *
 * @param position from 0, within its passage
 * @param terms its own, {@code passageTerms} those of the whole passage and its title
 */
record Sentence(SearchHit passage, int position, String text, Set<String> terms, Set<String> passageTerms) {

    Sentence {
        terms = Set.copyOf(terms);
        passageTerms = Set.copyOf(passageTerms);
    }

    /** Share of the terms of both that they have in common (Jaccard), 0 to 1. */
    double likeness(Sentence other) {
        long common = terms.stream().filter(other.terms::contains).count();
        long all = terms.size() + other.terms.size() - common;
        return all == 0 ? 1 : (double) common / all;
    }
}
