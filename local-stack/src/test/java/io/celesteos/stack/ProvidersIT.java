package io.celesteos.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stacks that these tests start inherit their environment. */
class ProvidersIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OPENAI_API_KEY",
                "OPENAI_BASE_URL",
                "OPENAI_EMBEDDING_BASE_URL",
                "ANTHROPIC_API_KEY",
                "ANTHROPIC_BASE_URL"
            })
    void noTestCanAskAProviderThatChargesForIt(String variable) {
        assertThat(System.getenv(variable)).isEmpty();
    }
}
