package io.celesteos.gateway.proxy;

import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Gives back the place that {@link UpstreamCallFilter} took, once the whole answer is written or the client has left.
 * Further out than that one: there, the answer has only begun.
 */
final class PlaceFilter implements GatewayFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return chain.filter(exchange).doFinally(end -> {
            GuardedCall call = GuardedCall.of(exchange);
            if (call != null) {
                call.leave();
            }
        });
    }
}
