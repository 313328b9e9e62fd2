package io.celesteos.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

class LimitsPropertiesTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Settings.class);

    @Configuration
    @EnableConfigurationProperties(LimitsProperties.class)
    static class Settings {}

    @Test
    void everyDefault() {
        runner.run(context -> assertThat(context.getBean(LimitsProperties.class))
                .isEqualTo(new LimitsProperties(
                        true,
                        new LimitsProperties.YachtBucket(1000, 10_000),
                        new LimitsProperties.KeyBucket(1000, 5_000),
                        new LimitsProperties.Costs(1, DataSize.ofKilobytes(2), 5, 5, DataSize.ofMegabytes(1)),
                        100_000)));
    }

    @Test
    void everyName() {
        runner.withPropertyValues(
                        "gateway.limits.enabled=false",
                        "gateway.limits.yacht.per-second=0.5",
                        "gateway.limits.yacht.burst=2",
                        "gateway.limits.key.per-second=3",
                        "gateway.limits.key.burst=4",
                        "gateway.limits.cost.request=5",
                        "gateway.limits.cost.embed-part=6KB",
                        "gateway.limits.cost.answer=7",
                        "gateway.limits.cost.write=8",
                        "gateway.limits.cost.write-part=9MB",
                        "gateway.limits.max-counted=1000")
                .run(context -> assertThat(context.getBean(LimitsProperties.class))
                        .isEqualTo(new LimitsProperties(
                                false,
                                new LimitsProperties.YachtBucket(0.5, 2),
                                new LimitsProperties.KeyBucket(3, 4),
                                new LimitsProperties.Costs(5, DataSize.ofKilobytes(6), 7, 8, DataSize.ofMegabytes(9)),
                                1000)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway.limits.yacht.per-second=0",
                "gateway.limits.key.burst=0",
                "gateway.limits.cost.write=-1",
                "gateway.limits.cost.embed-part=0",
                "gateway.limits.max-counted=1",
                "gateway.limits.burst=1"
            })
    void whatCannotBeStopsTheStart(String setting) {
        runner.withPropertyValues(setting).run(context -> assertThat(context).hasFailed());
    }
}
