package io.celesteos.nlp.resolve;

import io.celesteos.nlp.recognize.Candidate;

/** A reading that lost its place in the text to another one. */
public record Overruled(Candidate loser, Candidate winner) {

    /** The first thing in which the winner is better, in the order in which the resolver asks. */
    public String reason() {
        if (loser.span().length() < winner.span().length()) {
            return "shorter";
        }
        if (loser.detail() < winner.detail()) {
            return "less_specific";
        }
        if (OverlapResolver.unreliability(loser.source()) > OverlapResolver.unreliability(winner.source())) {
            return "less_reliable";
        }
        return loser.confidence() < winner.confidence() ? "less_confident" : "tie";
    }
}
