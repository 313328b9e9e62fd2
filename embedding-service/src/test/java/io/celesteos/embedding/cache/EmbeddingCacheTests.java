package io.celesteos.embedding.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.embedding.inference.Pooling;
import io.celesteos.embedding.model.FakeModel;
import io.celesteos.embedding.model.ModelArtifact;
import io.celesteos.embedding.model.ModelFile;
import io.celesteos.embedding.model.ModelTask;
import io.celesteos.embedding.model.Prompts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmbeddingCacheTests {

    private static EmbeddingCacheKey key(String text) {
        return EmbeddingCacheKey.of(FakeModel.artifact("m"), true, text);
    }

    /** The same name with other files or settings, as after an update. */
    private static ModelArtifact variant(String weights, String tokenizer, Pooling pooling, int maxTokens) {
        return new ModelArtifact(
                "m",
                List.of(),
                ModelTask.EMBEDDING,
                "fp32",
                2,
                maxTokens,
                pooling,
                Prompts.NONE,
                new ModelFile("m.onnx", weights.repeat(64)),
                new ModelFile("m.json", tokenizer.repeat(64)));
    }

    private static EmbeddedText text(float value) {
        return new EmbeddedText(new float[] {value, 0}, 3, false);
    }

    @Test
    void theKeyHoldsAllThatChangesAVector() {
        EmbeddingCacheKey key = key("pump");

        assertThat(List.of(
                        key,
                        key("Pump"),
                        EmbeddingCacheKey.of(FakeModel.artifact("m"), false, "pump"),
                        EmbeddingCacheKey.of(FakeModel.artifact("n"), true, "pump"),
                        EmbeddingCacheKey.of(variant("1", "0", Pooling.CLS, 16), true, "pump"),
                        EmbeddingCacheKey.of(variant("0", "1", Pooling.CLS, 16), true, "pump"),
                        EmbeddingCacheKey.of(variant("0", "0", Pooling.MEAN, 16), true, "pump"),
                        EmbeddingCacheKey.of(variant("0", "0", Pooling.CLS, 15), true, "pump")))
                .extracting(EmbeddingCacheKey::wireName)
                .doesNotHaveDuplicates();
        assertThat(key.wireName()).matches("emb:m@00000000-[0-9a-f]{8}/2:n:[0-9a-f]{64}");
        assertThat(EmbeddingCacheKey.of(variant("0", "0", Pooling.CLS, 16), true, "pump"))
                .isEqualTo(key);
        assertThat(key("pump")).isEqualTo(key);
    }

    @Test
    void theMemoryItTakesIsBounded() {
        var cache = new CaffeineEmbeddingCache(10_000);

        IntStream.range(0, 1_000).forEach(i -> cache.put(Map.of(key("text " + i), text(i))));

        long kept = IntStream.range(0, 1_000)
                .filter(i -> !cache.get(Set.of(key("text " + i))).isEmpty())
                .count();
        assertThat(kept).isBetween(1L, 10_000L / 300);
    }

    @Test
    void whatTheFarTierKnowsIsKeptNear() {
        var near = new CaffeineEmbeddingCache(10_000);
        var far = new CaffeineEmbeddingCache(10_000);
        far.put(Map.of(key("far"), text(1)));
        var meters = new SimpleMeterRegistry();
        var cache = new TieredEmbeddingCache(near, new CountingEmbeddingCache(far, "far", meters));
        cache.put(Map.of(key("both"), text(2)));

        assertThat(cache.get(List.of(key("far"), key("both"), key("none")))).containsOnlyKeys(key("far"), key("both"));

        assertThat(near.get(List.of(key("far")))).hasSize(1);
        assertThat(far.get(List.of(key("both")))).hasSize(1);
        assertThat(meters.counter("embedding.cache.lookups", "tier", "far", "result", "hit")
                        .count())
                .isEqualTo(1);
        assertThat(meters.counter("embedding.cache.lookups", "tier", "far", "result", "miss")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void theFarTierIsNotAskedForWhatIsNear() {
        var near = new CaffeineEmbeddingCache(10_000);
        near.put(Map.of(key("near"), text(1)));
        EmbeddingCache far = new EmbeddingCache() {
            @Override
            public Map<EmbeddingCacheKey, EmbeddedText> get(java.util.Collection<EmbeddingCacheKey> keys) {
                throw new AssertionError("asked for " + keys);
            }

            @Override
            public void put(Map<EmbeddingCacheKey, EmbeddedText> entries) {}
        };

        assertThat(new TieredEmbeddingCache(near, far).get(List.of(key("near"))))
                .hasSize(1);
    }
}
