package io.celesteos.embedding.rerank;

import io.celesteos.contracts.request.Deadline;
import java.util.List;

/** Says how well passages answer a query. Thread-safe. */
interface PairScorer {

    /** Kind and model, as answers name it: {@code late-interaction:bge-small-en-v1.5}. */
    String name();

    /**
     * @param passages in order of promise: the first are scored first
     * @param deadline when to stop; passages not reached by then are left out
     * @return in any order; empty when not even one was reached
     */
    List<PairScore> score(String query, List<String> passages, Deadline deadline);
}
