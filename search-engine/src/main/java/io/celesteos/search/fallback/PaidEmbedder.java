package io.celesteos.search.fallback;

import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.vector.EmbeddingUnavailableException;
import java.time.Duration;
import java.util.List;

/** Texts to vectors of the fallback space, at a provider that counts tokens. Thread-safe. */
public interface PaidEmbedder {

    /**
     * What came back.
     *
     * @param vectors one a text, in the order given
     * @param tokens that were paid for
     */
    record Answer(List<UnitVector> vectors, long tokens) {
        public Answer {
            vectors = List.copyOf(vectors);
        }
    }

    /**
     * @param texts 1 to 2,048
     * @param limit longest wait
     * @throws EmbeddingUnavailableException when no usable vectors came in time
     */
    Answer embed(List<String> texts, Duration limit);
}
