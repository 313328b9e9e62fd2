package io.celesteos.embedding.rerank;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.celesteos.embedding.cache.EmbeddingCacheKey;
import org.jspecify.annotations.Nullable;

/** Token vectors of passages scored before, bounded by bytes: encoding is all but a hundredth of the work. */
final class TokenVectorCache {

    private final Cache<EmbeddingCacheKey, TokenVectors> entries;

    TokenVectorCache(long maxBytes) {
        this.entries = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((EmbeddingCacheKey key, TokenVectors vectors) -> vectors.bytes())
                .executor(Runnable::run)
                .build();
    }

    @Nullable
    TokenVectors get(EmbeddingCacheKey key) {
        return entries.getIfPresent(key);
    }

    void put(EmbeddingCacheKey key, TokenVectors vectors) {
        entries.put(key, vectors);
    }
}
