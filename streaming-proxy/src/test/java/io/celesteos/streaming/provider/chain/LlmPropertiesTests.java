package io.celesteos.streaming.provider.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.streaming.fake.Settings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LlmPropertiesTests {

    @Test
    void nothingIsConfiguredByDefault() {
        assertThat(Settings.bind(LlmProperties.class, Map.of()).configured()).isEmpty();
    }

    @Test
    void aProviderWithNeitherAKeyNorAnAddressIsLeftOut() {
        LlmProperties properties = bind(Map.of("providers[0].api-key", "", "providers[0].base-url", " "));
        assertThat(properties.providers()).hasSize(1);
        assertThat(properties.configured()).isEmpty();
    }

    @Test
    void anAddressAloneIsEnough() {
        LlmProperties.Provider ollama = bind(Map.of("providers[0].base-url", "http://localhost:11434/v1/"))
                .configured()
                .getFirst();
        assertThat(ollama.baseUrl()).isEqualTo("http://localhost:11434/v1");
        assertThat(ollama.apiKey()).isNull();
        assertThat(ollama.dialect()).isEqualTo(Dialect.OPENAI_CHAT);
        assertThat(ollama.firstTokenLimit()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void theKeyIsNeverPrinted() {
        LlmProperties properties = bind(Map.of("providers[0].api-key", "sk-very-secret"));
        assertThat(properties.toString() + properties.configured()).doesNotContain("sk-very-secret");
    }

    @ParameterizedTest
    @CsvSource({
        "providers[0].base-url, ftp://host",
        "providers[0].base-url, http://user:secret@host",
        "providers[0].base-url, http://host?key=secret",
        "providers[0].base-url, /v1",
        "providers[0].model, ''",
        "providers[0].idle-limit, 0ms",
        "providers[0].first-token-limit, -1s",
        "providers[0].dialect, klingon",
        "providers[0].colour, blue",
        "connect-timeout, 0s",
    })
    void whatCannotWorkStopsTheStart(String name, String value) {
        Map<String, String> values = new HashMap<>(Map.of("providers[0].api-key", "k"));
        values.put(name, value);
        assertThatThrownBy(() -> bind(values)).isInstanceOf(Exception.class);
    }

    @Test
    void twoProvidersOfOneNameStopTheStart() {
        assertThatThrownBy(() -> bind(Map.of(
                        "providers[1].name", "first",
                        "providers[1].dialect", "anthropic")))
                .rootCause()
                .hasMessageContaining("a name of its own");
    }

    @Test
    void theCostNeedsBothPrices() {
        Price price = new Price(new BigDecimal("0.40"), new BigDecimal("1.60"));
        assertThat(price.of(1_000, 500)).isEqualByComparingTo("0.0012");
        assertThat(new Price(null, BigDecimal.ONE).of(1, 1)).isNull();
    }

    private static LlmProperties bind(Map<String, String> more) {
        Map<String, String> values = new HashMap<>(
                Map.of("providers[0].name", "first", "providers[0].dialect", "openai-chat", "providers[0].model", "m"));
        values.putAll(more);
        return Settings.bind(LlmProperties.class, values);
    }
}
