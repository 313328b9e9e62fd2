package io.celesteos.search.rerank;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import java.util.SequencedMap;

/** Scores passages jointly with a query. Thread-safe. */
public interface Reranker {

    /** How many candidates from the top it wants to see; 0 when there is no reranker. */
    int depth();

    /**
     * Starts what can be done before the candidates are known. Returns at once; an attempt that is never used
     * costs nothing more.
     */
    Attempt begin(YachtId yacht, String query);

    /** The reranking of one search. */
    interface Attempt {

        /**
         * @param head the yacht's passages that are to be scored, the most promising first
         * @param by when the answer is of no use any more
         * @return what became of it; never an exception for a reranker that is late or away
         */
        RerankOutcome score(SequencedMap<PassageKey, Passage> head, Deadline by);
    }
}
