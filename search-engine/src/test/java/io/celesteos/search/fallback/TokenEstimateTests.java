package io.celesteos.search.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenEstimateTests {

    @Test
    void itIsOnTheHighSide() {
        assertThat(TokenEstimate.of("Replace the impeller of the sea water pump."))
                .isEqualTo(15);
        assertThat(TokenEstimate.of("")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "漢", "😀"})
    void aTextIsCutToWhatTheModelReadsAndNeverWithinASign(String sign) {
        String cut = TokenEstimate.cut(sign.repeat(20_000));

        assertThat(cut.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(10_000, 16_000);
        assertThat(cut).doesNotContain("\uFFFD").isEqualTo(sign.repeat(cut.length() / sign.length()));
        assertThat(TokenEstimate.cut("short")).isEqualTo("short");
    }
}
