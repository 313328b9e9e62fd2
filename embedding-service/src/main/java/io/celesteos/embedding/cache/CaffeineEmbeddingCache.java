package io.celesteos.embedding.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.Map;

/** In this process, bounded by bytes; what was used least lately or least often goes first. */
final class CaffeineEmbeddingCache implements EmbeddingCache {

    /** Key with its 64-character hash, entry, node: about this much beside the vector itself. */
    private static final int OVERHEAD_BYTES = 300;

    private final Cache<EmbeddingCacheKey, EmbeddedText> entries;

    CaffeineEmbeddingCache(long maxBytes) {
        this.entries = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((EmbeddingCacheKey key, EmbeddedText text) ->
                        OVERHEAD_BYTES + text.vector().length * Float.BYTES)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Map<EmbeddingCacheKey, EmbeddedText> get(Collection<EmbeddingCacheKey> keys) {
        return entries.getAllPresent(keys);
    }

    @Override
    public void put(Map<EmbeddingCacheKey, EmbeddedText> added) {
        entries.putAll(added);
    }
}
