package io.celesteos.gateway.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ComparisonTests {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void overlapIsTheShareOfTheLongerList() {
        assertThat(Comparison.of(List.of("a", "b", "c", "d"), List.of("b", "x")).overlap())
                .isEqualTo(1 / 4.0);
        assertThat(Comparison.of(List.of("a"), List.of("a")).overlap()).isEqualTo(1);
        assertThat(Comparison.of(List.of(), List.of()).overlap()).isEqualTo(1);
        assertThat(Comparison.of(List.of("a"), List.of()).overlap()).isZero();
    }

    @Test
    void rankCorrelationIsSpearmansOfWhatBothHave() {
        assertThat(Comparison.of(List.of("a", "b", "c"), List.of("a", "x", "b", "c"))
                        .rankCorrelation())
                .hasValue(1);
        assertThat(Comparison.of(List.of("a", "b", "c"), List.of("c", "b", "a")).rankCorrelation())
                .hasValue(-1);
        // Ranks 1 2 3 4 against 2 1 4 3: squares 4 of 4 * 15.
        assertThat(Comparison.of(List.of("a", "b", "c", "d"), List.of("b", "a", "d", "c"))
                        .rankCorrelation()
                        .orElseThrow())
                .isCloseTo(1 - 6 * 4 / 60.0, within(1e-12));
        assertThat(Comparison.of(List.of("a", "b"), List.of("a")).rankCorrelation())
                .isEmpty();
    }

    @Test
    void titlesStandInWhereNoIdIsShared() {
        JsonNode main = JSON.readTree("""
                {"results": [{"id": "1", "title": "Cooling "}, {"id": "2", "metadata": {"title": "Fuel"}}]}""");
        JsonNode other = JSON.readTree("""
                {"results": [{"id": "x", "title": "cooling"}, {"title": 7}]}""");
        assertThat(Comparison.of(main, other, 10).overlap()).isEqualTo(1 / 2.0);
        assertThat(Comparison.of(main, main, 1).overlap()).isEqualTo(1);
        assertThat(Comparison.of(main, JSON.readTree("{\"results\": \"none\"}"), 10)
                        .overlap())
                .isZero();
        assertThat(Comparison.isEmpty(JSON.readTree("{\"results\": []}"))).isTrue();
        assertThat(Comparison.isEmpty(main)).isFalse();
        assertThat(Comparison.isEmpty(JSON.readTree("{}"))).isFalse();
    }
}
