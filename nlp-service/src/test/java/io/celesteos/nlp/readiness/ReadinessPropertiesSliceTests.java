package io.celesteos.nlp.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ReadinessPropertiesSliceTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Test
    void defaultsAreTheDocumentedOnes() {
        runner.run(context -> assertThat(context.getBean(ReadinessProperties.class))
                .isEqualTo(new ReadinessProperties(40, Duration.ofSeconds(1))));
    }

    @Test
    void everyNameBinds() {
        runner.withPropertyValues("nlp.readiness.rounds=3", "nlp.readiness.limit=2s")
                .run(context -> assertThat(context.getBean(ReadinessProperties.class))
                        .isEqualTo(new ReadinessProperties(3, Duration.ofSeconds(2))));
    }

    @Test
    void aTypoOrAValueOutOfRangeStopsTheStart() {
        runner.withPropertyValues("nlp.readiness.round=3")
                .run(context -> assertThat(context).hasFailed());
        runner.withPropertyValues("nlp.readiness.rounds=-1")
                .run(context -> assertThat(context).hasFailed());
    }

    @EnableConfigurationProperties(ReadinessProperties.class)
    static class Settings {}
}
