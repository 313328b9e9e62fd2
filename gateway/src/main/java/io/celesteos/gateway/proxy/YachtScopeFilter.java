package io.celesteos.gateway.proxy;

import io.celesteos.database.yachts.Yacht;
import io.celesteos.gateway.body.Upload;
import io.celesteos.gateway.body.WholeBody;
import io.celesteos.gateway.identity.SignedIn;
import java.util.Set;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Writes the credential's yacht into the request, wherever a service may look for it. Bodies of methods that
 * define none are dropped: a service that read them would read a yacht nobody checked.
 */
final class YachtScopeFilter implements GatewayFilter {

    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private final YachtInBody yachtInBody;
    private final long maxBody;
    private final long maxUpload;

    YachtScopeFilter(YachtInBody yachtInBody, long maxBody, long maxUpload) {
        this.yachtInBody = yachtInBody;
        this.maxBody = maxBody;
        this.maxUpload = maxUpload;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return Mono.defer(() -> {
            Yacht yacht = SignedIn.yacht(exchange);
            ServerHttpRequest request = exchange.getRequest()
                    .mutate()
                    .uri(YachtInQuery.write(exchange.getRequest().getURI(), yacht))
                    .build();
            return scoped(request, yacht)
                    .flatMap(own -> chain.filter(exchange.mutate().request(own).build()));
        });
    }

    private Mono<ServerHttpRequest> scoped(ServerHttpRequest request, Yacht yacht) {
        if (!WITH_BODY.contains(request.getMethod())) {
            return Mono.just(WholeBody.replace(request, null));
        }
        if (Upload.is(request)) {
            // The yacht is in the query; a service takes it from nowhere else, whatever the form says.
            return Mono.just(new UploadBody(request, maxUpload));
        }
        WholeBody.requireJson(request);
        return WholeBody.read(request, maxBody).map(body -> WholeBody.replace(request, yachtInBody.write(body, yacht)));
    }
}
