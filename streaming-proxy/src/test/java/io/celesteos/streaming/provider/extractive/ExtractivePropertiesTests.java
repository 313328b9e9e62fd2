package io.celesteos.streaming.provider.extractive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.streaming.fake.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExtractivePropertiesTests {

    @Test
    void defaults() {
        assertThat(Settings.bind(ExtractiveProperties.class, Map.of())).isEqualTo(new ExtractiveProperties(8, 2, 4));
    }

    @Test
    void names() {
        assertThat(Settings.bind(
                        ExtractiveProperties.class,
                        Map.of("passages", "3", "min-sentences", "1", "max-sentences", "6")))
                .isEqualTo(new ExtractiveProperties(3, 1, 6));
    }

    @Test
    void theLeastNumberIsNotAboveTheLargest() {
        assertThatThrownBy(() -> new ExtractiveProperties(8, 5, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(5)")
                .hasMessageContaining("(4)");
    }
}
