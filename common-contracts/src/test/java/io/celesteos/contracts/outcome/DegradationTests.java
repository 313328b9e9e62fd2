package io.celesteos.contracts.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.web.JsonStrictness;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.type.TypeReference;

class DegradationTests {

    @ParameterizedTest
    @EnumSource(Degradation.class)
    void eachIsReadAsItIsWritten(Degradation degradation) {
        assertThat(read("[\"" + degradation.wireName() + "\"]")).containsExactly(degradation);
        assertThat(JsonStrictness.mapper().writeValueAsString(degradation))
                .isEqualTo("\"" + degradation.wireName() + "\"");
    }

    @Test
    void aWordOfANewerServiceIsNoError() {
        assertThat(read("[\"llm_unavailable\", \"moon_in_the_way\"]"))
                .containsExactly(Degradation.LLM_UNAVAILABLE, Degradation.OTHER);
    }

    private static List<Degradation> read(String json) {
        return JsonStrictness.mapper().readValue(json, new TypeReference<>() {});
    }
}
