package io.celesteos.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

class RequiredSecretsTests {

    private static final Map<String, String> ALL = Map.of(
            "celeste.web.api-key", "a",
            "gateway.upstreams.api-key", "a",
            "gateway.identity.stream-token-secret", "b",
            "gateway.identity.signing-secret", "c",
            "spring.datasource.password", "d");

    @Test
    void withAllOfThemTheStartGoesOn() {
        assertThat(new RequiredSecrets(environment(ALL))).isNotNull();
    }

    @Test
    void whatIsMissingIsNamedAndHowToMakeOne() {
        MockEnvironment two = environment(ALL);
        two.setProperty("gateway.identity.signing-secret", " ");
        two.setProperty("spring.datasource.password", "");
        assertThatExceptionOfType(MissingSecretsException.class)
                .isThrownBy(() -> new RequiredSecrets(two))
                .satisfies(missing -> {
                    assertThat(missing).hasMessageContainingAll("SIGNING_SECRET", "DATABASE_PASSWORD");
                    assertThat(missing).hasMessageNotContaining("STREAM_TOKEN_SECRET");
                    FailureAnalysis told = new MissingSecretsAnalyzer().analyze(missing);
                    assertThat(told).isNotNull();
                    assertThat(told.getAction()).contains("32 random bytes");
                });
    }

    private static MockEnvironment environment(Map<String, String> properties) {
        MockEnvironment environment = new MockEnvironment();
        properties.forEach(environment::setProperty);
        return environment;
    }
}
