package io.celesteos.streaming.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.web.JsonStrictness;
import org.junit.jupiter.api.Test;

class ReadinessConfigurationTests {

    @Test
    void noRequestOfItsOwnAsksALanguageModel() {
        assertThat(ReadinessConfiguration.round())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(JsonStrictness.mapper()
                                .readTree(one.json())
                                .get("llm")
                                .asBoolean(true))
                        .isFalse());
    }
}
