package io.celesteos.search.fallback;

import io.celesteos.search.fallback.FallbackEmbeddingProperties.Encoding;
import java.math.BigDecimal;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/** Properties as tests need them. */
public final class Settings {

    private Settings() {}

    public static FallbackEmbeddingProperties at(String url, int dimensions, Encoding encoding) {
        return new FallbackEmbeddingProperties(
                true,
                FakeOpenAi.KEY,
                url,
                "text-embedding-3-small",
                "",
                dimensions,
                true,
                encoding,
                Duration.ofSeconds(1),
                Duration.ofMillis(800),
                BigDecimal.ONE,
                new BigDecimal("0.02"),
                DataSize.ofMegabytes(1),
                Duration.ofMinutes(10),
                fill());
    }

    public static FallbackEmbeddingProperties.Fill fill() {
        return new FallbackEmbeddingProperties.Fill(
                4, 8192, 1_000_000_000, Duration.ofSeconds(5), Duration.ofMillis(1), Duration.ofMillis(4));
    }
}
