package io.celesteos.embedding.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Map;

/** Counts hits and misses of one tier as {@code embedding.cache.lookups{tier,result}}. */
final class CountingEmbeddingCache implements EmbeddingCache {

    private final EmbeddingCache counted;
    private final Counter hits;
    private final Counter misses;

    CountingEmbeddingCache(EmbeddingCache counted, String tier, MeterRegistry meters) {
        this.counted = counted;
        this.hits = meters.counter("embedding.cache.lookups", "tier", tier, "result", "hit");
        this.misses = meters.counter("embedding.cache.lookups", "tier", tier, "result", "miss");
    }

    @Override
    public Map<EmbeddingCacheKey, EmbeddedText> get(Collection<EmbeddingCacheKey> keys) {
        Map<EmbeddingCacheKey, EmbeddedText> found = counted.get(keys);
        hits.increment(found.size());
        misses.increment(keys.size() - found.size());
        return found;
    }

    @Override
    public void put(Map<EmbeddingCacheKey, EmbeddedText> entries) {
        counted.put(entries);
    }
}
