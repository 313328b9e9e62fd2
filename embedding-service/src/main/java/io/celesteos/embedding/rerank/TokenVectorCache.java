package io.celesteos.embedding.rerank;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.celesteos.contracts.embedding.TokenVectorMatrix;
import org.jspecify.annotations.Nullable;

/** Token vectors of passages scored before, bounded by bytes: encoding is all but a hundredth of the work. */
final class TokenVectorCache {

    private final Cache<PassageKey, TokenVectorMatrix> entries;

    TokenVectorCache(long maxBytes) {
        this.entries = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((PassageKey key, TokenVectorMatrix vectors) -> vectors.bytes())
                .executor(Runnable::run)
                .build();
    }

    @Nullable
    TokenVectorMatrix get(PassageKey key) {
        return entries.getIfPresent(key);
    }

    void put(PassageKey key, TokenVectorMatrix vectors) {
        entries.put(key, vectors);
    }

    /** Taken by the entries there are. */
    long bytes() {
        return entries.policy()
                .eviction()
                .map(bound -> bound.weightedSize().orElse(0))
                .orElse(0L);
    }
}
