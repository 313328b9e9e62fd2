package io.celesteos.nlp.gazetteer;

import java.util.Set;

/**
 * An entry of the shipped lists.
 *
 * @param canonical the one form of all spellings
 * @param type equipment type, or the manufacturer of a model; empty where there is none
 */
public record Term(TermKind kind, String canonical, String type, Set<TermRule> rules) {

    public Term {
        rules = Set.copyOf(rules);
    }

    public boolean needs(TermRule rule) {
        return rules.contains(rule);
    }
}
