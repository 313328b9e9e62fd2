package io.celesteos.search.cache;

import io.celesteos.contracts.search.SearchResponse;
import java.util.Optional;

/** Answers kept outside this process, for all replicas. Never throws, never takes long. Thread-safe. */
interface AnswerStore {

    Optional<SearchResponse> get(CacheKey key);

    void put(CacheKey key, SearchResponse answer);

    /** Where there is none. */
    AnswerStore NONE = new AnswerStore() {
        @Override
        public Optional<SearchResponse> get(CacheKey key) {
            return Optional.empty();
        }

        @Override
        public void put(CacheKey key, SearchResponse answer) {}
    };
}
