package io.celesteos.bench.quality;

import java.io.IOException;
import java.util.List;

/** A way to search. Thread-safe. */
interface Contender {

    String name();

    /** @throws IOException when there is no answer */
    Answer ask(Question question, int depth) throws IOException;

    /**
     * One answer.
     *
     * @param reranked whether a reranker had the last word
     * @param degraded whether something was missing
     */
    record Answer(List<Found> results, boolean reranked, boolean degraded) {

        public Answer {
            results = List.copyOf(results);
        }
    }
}
