package io.celesteos.gateway.door;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A body has so long to arrive. Not a pause between two pieces: a byte now and then would keep it going for ever.
 * Uploads of files have the time limit of their whole call.
 */
@Component
final class SlowBodyFilter implements WebFilter, Ordered {

    private final Duration limit;

    SlowBodyFilter(DoorProperties properties) {
        this.limit = properties.bodyTimeout();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        return hasBody(request) && !isUpload(request)
                ? chain.filter(exchange.mutate().request(within(request)).build())
                : chain.filter(exchange);
    }

    private ServerHttpRequest within(ServerHttpRequest request) {
        return new ServerHttpRequestDecorator(request) {
            @Override
            public Flux<DataBuffer> getBody() {
                return super.getBody().takeUntilOther(Mono.delay(limit).then(Mono.error(SlowBodyFilter::tooSlow)));
            }
        };
    }

    private static ProblemException tooSlow() {
        return ProblemException.of(
                ProblemType.REQUEST_TOO_SLOW, "The body did not arrive in time. Send it without pauses.");
    }

    private static boolean hasBody(ServerHttpRequest request) {
        return request.getHeaders().getContentLength() > 0
                || request.getHeaders().containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }

    private static boolean isUpload(ServerHttpRequest request) {
        MediaType type = request.getHeaders().getContentType();
        return type != null && type.getType().equals("multipart");
    }

    @Override
    public int getOrder() {
        return DoorOrder.SLOW_BODY;
    }
}
