package io.celesteos.streaming.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.streaming.fake.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpstreamPropertiesTests {

    @Test
    void defaults() {
        assertThat(Settings.bind(UpstreamProperties.class, Map.of()))
                .isEqualTo(new UpstreamProperties(
                        URI.create("http://localhost:8001"),
                        URI.create("http://localhost:8003"),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(2),
                        null));
    }

    @Test
    void names() {
        assertThat(Settings.bind(
                        UpstreamProperties.class,
                        Map.of(
                                "search-url", "http://s",
                                "nlp-url", "http://n",
                                "search-timeout", "3s",
                                "nlp-timeout", "1s",
                                "api-key", "k")))
                .isEqualTo(new UpstreamProperties(
                        URI.create("http://s"),
                        URI.create("http://n"),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(1),
                        "k"));
    }

    @Test
    void aKeyThatIsSetToNothingIsNone() {
        assertThat(Settings.bind(UpstreamProperties.class, Map.of("api-key", " "))
                        .apiKeyOrNone())
                .isNull();
        assertThat(Settings.bind(UpstreamProperties.class, Map.of("api-key", "k"))
                        .apiKeyOrNone())
                .isEqualTo("k");
    }
}
