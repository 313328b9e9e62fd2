package io.celesteos.streaming.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.streaming.fake.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RelayPropertiesTests {

    @Test
    void defaults() {
        assertThat(Settings.bind(RelayProperties.class, Map.of()))
                .isEqualTo(new RelayProperties(
                        Duration.ofSeconds(15),
                        Duration.ofMillis(250),
                        256,
                        Duration.ofMillis(500),
                        Duration.ofMillis(300)));
    }

    @Test
    void names() {
        assertThat(Settings.bind(
                        RelayProperties.class,
                        Map.of(
                                "heartbeat",
                                "5s",
                                "client-check",
                                "1s",
                                "queue-capacity",
                                "32",
                                "answer-reserve",
                                "0s",
                                "fused-after",
                                "2s")))
                .isEqualTo(new RelayProperties(
                        Duration.ofSeconds(5), Duration.ofSeconds(1), 32, Duration.ZERO, Duration.ofSeconds(2)));
    }

    @Test
    void timesThatCannotBeAreRefused() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new RelayProperties(Duration.ZERO, second, 32, second, second))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RelayProperties(second, Duration.ZERO, 32, second, second))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RelayProperties(second, second, 32, second.negated(), second))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RelayProperties(second, second, 32, second, second.negated()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
