package io.celesteos.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.embedding.cache.EmbeddingCacheProperties;
import io.celesteos.embedding.caller.CallerProperties;
import io.celesteos.embedding.inference.ComputeDevice;
import io.celesteos.embedding.model.ModelProperties;
import io.celesteos.embedding.readiness.ReadinessProperties;
import io.celesteos.embedding.rerank.RerankProperties;
import io.celesteos.embedding.schedule.ScheduleProperties;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** Every default and every name. */
class PropertiesTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withUserConfiguration(Settings.class)
            .withPropertyValues("embedding.models.cache-folder=/var/cache/models");

    @Configuration
    @EnableConfigurationProperties({
        ModelProperties.class,
        ScheduleProperties.class,
        EmbeddingCacheProperties.class,
        RerankProperties.class,
        CallerProperties.class,
        ReadinessProperties.class
    })
    static class Settings {}

    @Test
    void defaults() {
        runner.run(context -> {
            assertThat(context.getBean(ModelProperties.class))
                    .isEqualTo(new ModelProperties(
                            "bge-small-en-v1.5",
                            List.of("bge-small-en-v1.5", "all-MiniLM-L6-v2"),
                            Path.of("/var/cache/models"),
                            Path.of("models"),
                            ComputeDevice.CPU,
                            DataSize.ofBytes(0),
                            512));
            assertThat(context.getBean(ScheduleProperties.class))
                    .isEqualTo(new ScheduleProperties(0, 1, 131_072, 256, Duration.ofMinutes(1)));
            assertThat(context.getBean(CallerProperties.class)).isEqualTo(new CallerProperties(true, true));
            assertThat(context.getBean(ReadinessProperties.class))
                    .isEqualTo(new ReadinessProperties(100, Duration.ofSeconds(1)));
            assertThat(context.getBean(EmbeddingCacheProperties.class))
                    .isEqualTo(new EmbeddingCacheProperties(
                            DataSize.ofMegabytes(32),
                            Duration.ofDays(7),
                            null,
                            Duration.ofMillis(20),
                            Duration.ofSeconds(5)));
            assertThat(context.getBean(RerankProperties.class))
                    .isEqualTo(new RerankProperties(320, DataSize.ofMegabytes(48), Duration.ofMillis(5)));
        });
    }

    @Test
    void names() {
        runner.withPropertyValues(
                        "embedding.models.default-model=minilm",
                        "embedding.models.load=minilm",
                        "embedding.models.folder=/srv/models",
                        "embedding.models.device=auto",
                        "embedding.models.memory-budget=3GB",
                        "embedding.models.max-tokens=1024",
                        "embedding.schedule.runners=3",
                        "embedding.schedule.live-runners=2",
                        "embedding.schedule.stuck-after=5s",
                        "embedding.caller.trust-header=false",
                        "embedding.caller.watch-connections=false",
                        "embedding.readiness.requests=3",
                        "embedding.readiness.limit=1s",
                        "embedding.schedule.max-queued-tokens=60000",
                        "embedding.schedule.max-queued-requests=7",
                        "embedding.cache.max-size=1MB",
                        "embedding.cache.ttl=1h",
                        "embedding.cache.redis-url=redis://cache:6379",
                        "embedding.cache.redis-timeout=5ms",
                        "embedding.cache.redis-pause=9s",
                        "embedding.rerank.max-passage-tokens=128",
                        "embedding.rerank.cache-size=2MB",
                        "embedding.rerank.reserve=1ms")
                .run(context -> {
                    assertThat(context.getBean(ModelProperties.class))
                            .isEqualTo(new ModelProperties(
                                    "minilm",
                                    List.of("minilm"),
                                    Path.of("/var/cache/models"),
                                    Path.of("/srv/models"),
                                    ComputeDevice.AUTO,
                                    DataSize.ofGigabytes(3),
                                    1024));
                    assertThat(context.getBean(ScheduleProperties.class))
                            .isEqualTo(new ScheduleProperties(3, 2, 60_000, 7, Duration.ofSeconds(5)));
                    assertThat(context.getBean(CallerProperties.class)).isEqualTo(new CallerProperties(false, false));
                    assertThat(context.getBean(ReadinessProperties.class))
                            .isEqualTo(new ReadinessProperties(3, Duration.ofSeconds(1)));
                    assertThat(context.getBean(EmbeddingCacheProperties.class))
                            .isEqualTo(new EmbeddingCacheProperties(
                                    DataSize.ofMegabytes(1),
                                    Duration.ofHours(1),
                                    "redis://cache:6379",
                                    Duration.ofMillis(5),
                                    Duration.ofSeconds(9)));
                    assertThat(context.getBean(RerankProperties.class))
                            .isEqualTo(new RerankProperties(128, DataSize.ofMegabytes(2), Duration.ofMillis(1)));
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "embedding.schedule.runers=3",
                "embedding.schedule.runners=-1",
                "embedding.schedule.live-runners=17",
                "embedding.caller.trust=true",
                "embedding.schedule.max-queued-tokens=51199",
                "embedding.schedule.max-queued-requests=0",
                "embedding.rerank.max-passage-tokens=15",
                "embedding.rerank.max-passage-tokens=513",
                "embedding.models.default-model=",
                "embedding.models.device=tpu",
                "embedding.models.max-tokens=16",
                "embedding.cache.redis-uri=redis://cache:6379"
            })
    void whatIsMisspeltOrOutOfRangeStopsTheStart(String property) {
        runner.withPropertyValues(property).run(context -> assertThat(context).hasFailed());
    }
}
