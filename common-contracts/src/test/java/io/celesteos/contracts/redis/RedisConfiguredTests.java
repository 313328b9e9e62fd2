package io.celesteos.contracts.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.health.DependencyProbe;
import io.celesteos.contracts.health.HealthStatus;
import io.celesteos.testbed.server.LoopbackPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

class RedisConfiguredTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(RedisAutoConfiguration.class));

    @Configuration(proxyBeanMethods = false)
    @RedisConfigured("some.redis-url")
    static class Redis {

        @Bean
        RedisLink redisLink(Environment environment) {
            return new RedisLink(environment.getRequiredProperty("some.redis-url"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"other.redis-url=redis://127.0.0.1", "some.redis-url=", "some.redis-url=  "})
    void withoutAnAddressThereIsNoRedis(String property) {
        runner.withUserConfiguration(Redis.class)
                .withPropertyValues(property)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(RedisLink.class)
                        .doesNotHaveBean(DependencyProbe.class));
    }

    @Test
    void aRedisThatIsAwayDelaysNoStartAndIsSeenInHealth() {
        runner.withUserConfiguration(Redis.class)
                .withPropertyValues("some.redis-url=redis://127.0.0.1:" + LoopbackPort.free())
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    DependencyProbe probe = context.getBean(DependencyProbe.class);
                    assertThat(probe.name()).isEqualTo("redis");
                    assertThat(probe.check().effect()).isEqualTo(HealthStatus.DEGRADED);
                });
    }

    @Test
    void aServiceWithoutTheClientStartsWithoutIt() {
        runner.withClassLoader(new FilteredClassLoader("io.lettuce"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(DependencyProbe.class));
    }
}
