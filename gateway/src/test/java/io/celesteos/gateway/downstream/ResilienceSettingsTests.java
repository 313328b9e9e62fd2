package io.celesteos.gateway.downstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.celesteos.gateway.door.DoorProperties;
import io.celesteos.gateway.door.ForwardedHeader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

/** Every default and every property name. */
class ResilienceSettingsTests {

    @Test
    void resilience() {
        var usual = new ResilienceProperties.Limits(400, 4000, Duration.ofSeconds(25), null);
        assertThat(bind("gateway.resilience", ResilienceProperties.class, Map.of()))
                .isEqualTo(new ResilienceProperties(
                        usual,
                        usual,
                        usual,
                        usual,
                        20,
                        10,
                        50,
                        80,
                        Duration.ofSeconds(10),
                        3,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(60),
                        2,
                        0.1,
                        10,
                        Duration.ofSeconds(90),
                        Duration.ofMinutes(10)));
        ResilienceProperties set = bind(
                "gateway.resilience",
                ResilienceProperties.class,
                Map.ofEntries(
                        Map.entry("search.max-calls", "1"),
                        Map.entry("search.max-lasting", "2"),
                        Map.entry("search.slow-call", "3s"),
                        Map.entry("search.response-timeout", "4s"),
                        Map.entry("window", "5"),
                        Map.entry("minimum-calls", "6"),
                        Map.entry("failure-percent", "7"),
                        Map.entry("slow-percent", "8"),
                        Map.entry("open-for", "9s"),
                        Map.entry("trial-calls", "10"),
                        Map.entry("probe-every", "11s"),
                        Map.entry("look-every", "12s"),
                        Map.entry("attempts", "4"),
                        Map.entry("retry-share", "0.2"),
                        Map.entry("retry-reserve", "13"),
                        Map.entry("idle-timeout", "14s"),
                        Map.entry("upload-timeout", "15s")));
        assertThat(set)
                .isEqualTo(new ResilienceProperties(
                        new ResilienceProperties.Limits(1, 2, Duration.ofSeconds(3), Duration.ofSeconds(4)),
                        usual,
                        usual,
                        usual,
                        5,
                        6,
                        7,
                        8,
                        Duration.ofSeconds(9),
                        10,
                        Duration.ofSeconds(11),
                        Duration.ofSeconds(12),
                        4,
                        0.2,
                        13,
                        Duration.ofSeconds(14),
                        Duration.ofSeconds(15)));
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind("gateway.resilience", ResilienceProperties.class, Map.of("probe-every", "61s")))
                .havingRootCause()
                .withMessageContaining("probe-every")
                .withMessageContaining("look-every");
    }

    @Test
    void door() {
        assertThat(bind("gateway.door", DoorProperties.class, Map.of("trusted-proxies", "")))
                .isEqualTo(new DoorProperties(
                        List.of(),
                        ForwardedHeader.X_FORWARDED_FOR,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(2),
                        100,
                        DataSize.ofMegabytes(50)));
        assertThat(bind(
                        "gateway.door",
                        DoorProperties.class,
                        Map.of(
                                "trusted-proxies", "10.0.0.0/8,::1",
                                "forwarded-header", "forwarded",
                                "head-timeout", "1s",
                                "body-timeout", "2s",
                                "late-body-timeout", "3s",
                                "max-headers", "20",
                                "max-upload", "5MB")))
                .isEqualTo(new DoorProperties(
                        List.of("10.0.0.0/8", "::1"),
                        ForwardedHeader.FORWARDED,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        20,
                        DataSize.ofMegabytes(5)));
    }

    @Test
    void howLongAnAnswerMayAndUsuallyTakes() {
        var upstreams = bind(
                "gateway.upstreams",
                UpstreamProperties.class,
                Map.of("search-timeout", "8s", "nlp-timeout", "2s", "response-timeout", "35s"));
        var set = bind("gateway.resilience", ResilienceProperties.class, Map.of("search.response-timeout", "3s"));
        assertThat(set.responseTimeout(Upstream.SEARCH, upstreams)).hasSeconds(3);
        assertThat(set.usualTime(Upstream.SEARCH, upstreams)).hasSeconds(3);
        assertThat(set.responseTimeout(Upstream.NLP, upstreams)).hasSeconds(35);
        assertThat(set.usualTime(Upstream.NLP, upstreams)).hasSeconds(2);
        assertThat(set.usualTime(Upstream.STREAMING, upstreams)).hasSeconds(35);
    }

    private static <T> T bind(String prefix, Class<T> type, Map<String, String> settings) {
        var source = new MapConfigurationPropertySource();
        settings.forEach((name, value) -> source.put(prefix + "." + name, value));
        return new Binder(source).bindOrCreate(prefix, Bindable.of(type));
    }
}
