package io.celesteos.gateway.door;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Behind a trusted proxy, the request's remote address becomes that of the first one in the chain who is not trusted:
 * whatever stands further left in the header, that one may have made up. No forwarding header goes further in.
 */
@Component
final class ForwardedClientFilter implements WebFilter, Ordered {

    private static final String PROTOCOL = "X-Forwarded-Proto";

    private final List<Network> trusted;
    private final ForwardedHeader header;

    ForwardedClientFilter(DoorProperties properties) {
        this.trusted = properties.trustedProxies().stream().map(Network::parse).toList();
        this.header = properties.forwardedHeader();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        InetAddress peer = peer(request);
        if (peer == null || trusted.isEmpty() || !isTrusted(peer)) {
            return chain.filter(exchange);
        }
        if (overTls(request)) {
            exchange.getResponse().beforeCommit(() -> {
                exchange.getResponse().getHeaders().set("Strict-Transport-Security", "max-age=31536000");
                return Mono.empty();
            });
        }
        InetSocketAddress client = new InetSocketAddress(client(request, peer), 0);
        return chain.filter(exchange.mutate()
                .request(request.mutate().remoteAddress(client).build())
                .build());
    }

    private InetAddress client(ServerHttpRequest request, InetAddress peer) {
        List<String> entries = header.entries(request.getHeaders().getOrDefault(header.header(), List.of()));
        InetAddress nearest = peer;
        for (String entry : entries.reversed()) {
            Optional<InetAddress> address = ForwardedHeader.address(entry);
            if (address.isEmpty()) {
                return nearest;
            }
            nearest = address.get();
            if (!isTrusted(nearest)) {
                return nearest;
            }
        }
        return nearest;
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.holds(address));
    }

    private static boolean overTls(ServerHttpRequest request) {
        List<String> protocols = request.getHeaders().getOrDefault(PROTOCOL, List.of());
        return !protocols.isEmpty() && protocols.getLast().strip().endsWith("https");
    }

    private static @Nullable InetAddress peer(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        return remote == null ? null : remote.getAddress();
    }

    @Override
    public int getOrder() {
        return DoorOrder.FORWARDED;
    }
}
