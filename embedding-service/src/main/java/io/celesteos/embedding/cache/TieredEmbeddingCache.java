package io.celesteos.embedding.cache;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A near cache in front of a far one; what the far one knows is kept near. */
final class TieredEmbeddingCache implements EmbeddingCache {

    private final EmbeddingCache near;
    private final EmbeddingCache far;

    TieredEmbeddingCache(EmbeddingCache near, EmbeddingCache far) {
        this.near = near;
        this.far = far;
    }

    @Override
    public Map<EmbeddingCacheKey, EmbeddedText> get(Collection<EmbeddingCacheKey> keys) {
        Map<EmbeddingCacheKey, EmbeddedText> found = new HashMap<>(near.get(keys));
        List<EmbeddingCacheKey> missing =
                keys.stream().filter(key -> !found.containsKey(key)).toList();
        if (!missing.isEmpty()) {
            Map<EmbeddingCacheKey, EmbeddedText> farther = far.get(missing);
            near.put(farther);
            found.putAll(farther);
        }
        return found;
    }

    @Override
    public void put(Map<EmbeddingCacheKey, EmbeddedText> entries) {
        near.put(entries);
        far.put(entries);
    }
}
