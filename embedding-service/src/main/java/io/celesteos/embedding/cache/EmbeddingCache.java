package io.celesteos.embedding.cache;

import java.util.Collection;
import java.util.Map;

/** Vectors computed before. Never fails: what cannot be read is a miss, what cannot be written is dropped. */
public interface EmbeddingCache {

    /** Those of {@code keys} that are known. */
    Map<EmbeddingCacheKey, EmbeddedText> get(Collection<EmbeddingCacheKey> keys);

    void put(Map<EmbeddingCacheKey, EmbeddedText> entries);
}
