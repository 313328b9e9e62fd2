package io.celesteos.streaming.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.streaming.fake.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class SocketPropertiesTests {

    @Test
    void defaults() {
        assertThat(Settings.bind(SocketProperties.class, Map.of()))
                .isEqualTo(new SocketProperties(
                        DataSize.ofKilobytes(16),
                        20,
                        4,
                        500,
                        50,
                        Duration.ofSeconds(20),
                        Duration.ofMinutes(5),
                        Duration.ofHours(1),
                        Duration.ofSeconds(10),
                        DataSize.ofKilobytes(512)));
    }

    @Test
    void names() {
        assertThat(Settings.bind(
                        SocketProperties.class,
                        Map.of(
                                "max-frame", "1KB",
                                "frames-per-second", "7",
                                "max-queries", "1",
                                "max-sockets", "2",
                                "max-sockets-per-yacht", "3",
                                "ping-every", "6s",
                                "idle-timeout", "3s",
                                "max-lifetime", "9s",
                                "send-timeout", "4s",
                                "send-buffer", "5KB")))
                .isEqualTo(new SocketProperties(
                        DataSize.ofKilobytes(1),
                        7,
                        1,
                        2,
                        3,
                        Duration.ofSeconds(6),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(9),
                        Duration.ofSeconds(4),
                        DataSize.ofKilobytes(5)));
    }
}
