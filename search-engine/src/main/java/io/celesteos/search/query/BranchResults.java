package io.celesteos.search.query;

import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.RankedList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the branches brought.
 *
 * @param bm25 null when the lexical branch did not run or did not answer; {@code vector} likewise
 * @param space that the vector branch searched; null when it did not
 * @param degradations what is missing
 */
record BranchResults(
        @Nullable RankedList bm25,
        @Nullable RankedList vector,
        @Nullable EmbeddingSpace space,
        List<Degradation> degradations) {

    BranchResults {
        degradations = List.copyOf(degradations);
    }

    RankedList lexicalList() {
        return bm25 == null ? RankedList.empty() : bm25;
    }

    RankedList vectorList() {
        return vector == null ? RankedList.empty() : vector;
    }
}
