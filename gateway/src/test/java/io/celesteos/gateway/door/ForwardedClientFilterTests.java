package io.celesteos.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;

class ForwardedClientFilterTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // A stranger's own word, a proxy's, and a chain of proxies in which only the trusted ones count.
                "203.0.113.9 | 198.51.100.1                          | 203.0.113.9",
                "10.0.0.1    | 198.51.100.1                          | 198.51.100.1",
                "10.0.0.1    | 6.6.6.6, 198.51.100.1                 | 198.51.100.1",
                "10.0.0.1    | 6.6.6.6, 198.51.100.1, 10.9.9.9       | 198.51.100.1",
                "10.0.0.1    | 6.6.6.6,198.51.100.1:4711,::1         | 198.51.100.1",
                "10.0.0.1    | [2001:db8::5]:99                      | 2001:db8:0:0:0:0:0:5",
                "::1         | 2001:db8::5                           | 2001:db8:0:0:0:0:0:5",
                "10.0.0.1    | ::ffff:198.51.100.1                   | 198.51.100.1",
                // What is no address hides whatever stands behind it.
                "10.0.0.1    | 198.51.100.1, unknown                 | 10.0.0.1",
                "10.0.0.1    | 198.51.100.1, localhost, 10.9.9.9     | 10.9.9.9",
                "10.0.0.1    | 10.7.7.7                              | 10.7.7.7",
                "10.0.0.1    | ''                                    | 10.0.0.1"
            })
    void theFirstWhoIsNotTrustedIsTheClient(String peer, String header, String client) {
        assertThat(client(ForwardedHeader.X_FORWARDED_FOR, "X-Forwarded-For", peer, header))
                .isEqualTo(client);
        // The other header could have been sent through the proxy by anybody.
        assertThat(client(ForwardedHeader.FORWARDED, "X-Forwarded-For", peer, header))
                .isEqualTo(InetAddress.ofLiteral(peer).getHostAddress());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "for=198.51.100.1                                   | 198.51.100.1",
                "For=\"[2001:db8::5]:4711\";proto=https             | 2001:db8:0:0:0:0:0:5",
                "for=6.6.6.6, by=10.0.0.1;for=198.51.100.1;host=a   | 198.51.100.1",
                "for=198.51.100.1, for=_hidden                      | 10.0.0.1",
                "for=198.51.100.1, proto=https                      | 10.0.0.1"
            })
    void theStandardHeaderIsReadAsWell(String header, String client) {
        assertThat(client(ForwardedHeader.FORWARDED, "Forwarded", "10.0.0.1", header))
                .isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.internal", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", "::/129", "/8"})
    void whatIsNoNetworkStopsTheStart(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> properties(ForwardedHeader.FORWARDED, List.of(text)))
                .withMessageContaining("TRUSTED_PROXIES")
                .withMessageContaining(text);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,    10.255.0.1,  true",
        "10.0.0.0/8,    11.0.0.1,    false",
        "10.0.0.128/25, 10.0.0.127,  false",
        "10.0.0.128/25, 10.0.0.200,  true",
        "0.0.0.0/0,     8.8.8.8,     true",
        "0.0.0.0/0,     2001:db8::1, false",
        "fd00::/8,      fdff::1,     true",
        "::1,           ::1,         true",
        "::1,           ::2,         false"
    })
    void aNetworkHoldsTheAddressesWithItsFirstBits(String network, String address, boolean holds) {
        assertThat(Network.parse(network).holds(InetAddress.ofLiteral(address))).isEqualTo(holds);
    }

    private static String client(ForwardedHeader kind, String name, String peer, String value) {
        var filter = new ForwardedClientFilter(properties(kind, List.of("10.0.0.0/8", "::1")));
        var request = MockServerHttpRequest.get("/health")
                .remoteAddress(new InetSocketAddress(InetAddress.ofLiteral(peer), 1))
                .header(name, value)
                .build();
        AtomicReference<String> seen = new AtomicReference<>();
        filter.filter(MockServerWebExchange.from(request), exchange -> {
                    InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
                    seen.set(remote == null ? "none" : remote.getAddress().getHostAddress());
                    return Mono.empty();
                })
                .block();
        return seen.get();
    }

    private static DoorProperties properties(ForwardedHeader kind, List<String> trusted) {
        return new DoorProperties(
                trusted,
                kind,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(2),
                100,
                DataSize.ofMegabytes(50));
    }
}
