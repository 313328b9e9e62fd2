package io.celesteos.gateway.proxy;

import io.celesteos.gateway.body.WholeBody;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * For paths that are about no yacht: the body goes on as it came, once it is known to be within the limit. A
 * declared length is not enough, chunked bodies have none.
 */
final class BoundedBodyFilter implements GatewayFilter {

    private final long maxBody;

    BoundedBodyFilter(long maxBody) {
        this.maxBody = maxBody;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (!request.getMethod().equals(HttpMethod.POST)) {
            return chain.filter(
                    exchange.mutate().request(WholeBody.replace(request, null)).build());
        }
        return Mono.defer(() -> {
            WholeBody.requireJson(request);
            return WholeBody.read(request, maxBody)
                    .flatMap(body -> chain.filter(exchange.mutate()
                            .request(WholeBody.replace(request, body))
                            .build()));
        });
    }
}
