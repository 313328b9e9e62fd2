package io.celesteos.embedding.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.health.DependencyProbe;
import io.celesteos.contracts.health.HealthStatus;
import io.celesteos.contracts.redis.RedisAutoConfiguration;
import io.celesteos.contracts.redis.RedisLink;
import io.celesteos.testbed.server.LoopbackPort;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class CacheConfigurationTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
            .withConfiguration(AutoConfigurations.of(RedisAutoConfiguration.class))
            .withUserConfiguration(CacheConfiguration.class, Settings.class);

    @Configuration
    @EnableConfigurationProperties(EmbeddingCacheProperties.class)
    static class Settings {}

    @ParameterizedTest
    @ValueSource(strings = {"", "embedding.cache.redis-url=", "embedding.cache.redis-url=  "})
    void withoutAnAddressThereIsNoRedis(String property) {
        runner.withPropertyValues(property.isEmpty() ? new String[0] : new String[] {property})
                .run(context -> assertThat(context)
                        .hasSingleBean(EmbeddingCache.class)
                        .doesNotHaveBean(RedisLink.class)
                        .doesNotHaveBean(DependencyProbe.class));
    }

    @Test
    void aRedisThatIsAwayIsSeenInHealthAndNowhereElse() {
        runner.withPropertyValues("embedding.cache.redis-url=redis://127.0.0.1:" + LoopbackPort.free())
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    DependencyProbe probe = context.getBean(DependencyProbe.class);
                    assertThat(probe.name()).isEqualTo("redis");
                    assertThat(probe.check().effect()).isEqualTo(HealthStatus.DEGRADED);
                    assertThat(context.getBean(EmbeddingCache.class)).isInstanceOf(TieredEmbeddingCache.class);
                });
    }
}
