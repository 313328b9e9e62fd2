package io.celesteos.search.retrieval;

/** One entry of a ranked list; {@code score} is the branch's own (BM25, or cosine similarity) and finite. */
public record Candidate(PassageKey key, double score) {

    public Candidate {
        if (!Double.isFinite(score)) {
            throw new IllegalArgumentException("a score must be finite, not " + score);
        }
    }
}
