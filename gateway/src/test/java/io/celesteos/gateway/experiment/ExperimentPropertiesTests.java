package io.celesteos.gateway.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class ExperimentPropertiesTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Configuration
    @EnableConfigurationProperties(ExperimentProperties.class)
    static class Settings {}

    @Test
    void unsetVariablesAreAnExperimentThatIsOff() {
        runner.withPropertyValues(
                        "gateway.experiment.webhook-url=",
                        "gateway.experiment.base-url=",
                        "gateway.experiment.paths=",
                        "gateway.experiment.api-key=")
                .run(context -> {
                    var properties = context.getBean(ExperimentProperties.class);
                    assertThat(properties.hasOther()).isFalse();
                    assertThat(properties.percent()).isZero();
                    assertThat(properties.shadowPercent()).isZero();
                    assertThat(properties.apiKey()).isNull();
                    assertThat(properties.forwardCredentials()).isFalse();
                    assertThat(properties.other("/webhook/search")).isEmpty();
                });
    }

    @Test
    void eachPathHasItsAddress() {
        runner.withPropertyValues(
                        "gateway.experiment.webhook-url=https://n8n.example.com/webhook/search",
                        "gateway.experiment.base-url=https://old.example.com/",
                        "gateway.experiment.paths=/api/v1/search",
                        "gateway.experiment.percent=10")
                .run(context -> {
                    var properties = context.getBean(ExperimentProperties.class);
                    assertThat(properties.other("/webhook/search"))
                            .hasValue(URI.create("https://n8n.example.com/webhook/search"));
                    assertThat(properties.other("/api/v1/search"))
                            .hasValue(URI.create("https://old.example.com/api/v1/search"));
                    assertThat(properties.other("/rag/query")).isEmpty();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway.experiment.percent=1",
                "gateway.experiment.percent=101",
                "gateway.experiment.shadow-percent=-1",
                "gateway.experiment.webhook-url=file:///etc/passwd",
                "gateway.experiment.webhook-url=https://user:secret@host/",
                "gateway.experiment.paths=/api/v1/documents",
                "gateway.experiment.timeout=0s",
                "gateway.experiment.percentage=1"
            })
    void whatCannotBeStopsTheStart(String setting) {
        runner.withPropertyValues(setting)
                .run(context -> assertThat(context)
                        .getFailure()
                        .satisfies(failure -> assertThat(failure.toString()).doesNotContain("secret")));
    }
}
