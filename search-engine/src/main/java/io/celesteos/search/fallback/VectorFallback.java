package io.celesteos.search.fallback;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.RankedList;
import java.time.Duration;
import java.util.Optional;

/** What the vector branch does when the embedding-service gives no query vector. Thread-safe. */
public interface VectorFallback {

    /** Nothing: the lexical branch answers alone. */
    VectorFallback NONE = new VectorFallback() {
        @Override
        public Duration serviceShare(Duration left) {
            return left;
        }

        @Override
        public Optional<Found> search(IndexSnapshot snapshot, Question question) {
            return Optional.empty();
        }
    };

    /** What is asked; {@code window} is the most that is returned. */
    record Question(String text, SearchFilters filters, int window, Deadline by) {}

    /**
     * What was found.
     *
     * @param space the only one that was searched
     * @param whole whether every chunk has a vector in it
     */
    record Found(RankedList nearest, EmbeddingSpace space, boolean whole) {}

    /** How much of the branch's time the embedding-service may take, so that enough is left for this. */
    Duration serviceShare(Duration left);

    /** Empty when it cannot help either; it never throws. */
    Optional<Found> search(IndexSnapshot snapshot, Question question);
}
