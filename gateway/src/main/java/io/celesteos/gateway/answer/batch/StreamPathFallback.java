package io.celesteos.gateway.answer.batch;

import io.celesteos.contracts.problem.ProblemMapper;
import io.celesteos.contracts.web.reactive.RequestContextWebFilter;
import io.celesteos.gateway.fallback.proxied.JsonExchange;
import io.celesteos.gateway.fallback.proxied.PathFallback;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /api/v1/stream} while the streaming-proxy is down: the same events, all at the end. */
@Component
class StreamPathFallback implements PathFallback {

    private final BatchPipeline pipeline;
    private final JsonExchange exchanges;
    private final JsonMapper json;

    StreamPathFallback(BatchPipeline pipeline, JsonExchange exchanges, JsonMapper json) {
        this.pipeline = pipeline;
        this.exchanges = exchanges;
        this.json = json;
    }

    @Override
    public boolean covers(HttpMethod method, String path) {
        return method.equals(HttpMethod.GET) && path.equals("/api/v1/stream");
    }

    @Override
    public Mono<Void> answerInstead(ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        if (sawTheEnd(exchange)) {
            response.setStatusCode(HttpStatus.NO_CONTENT);
            return response.setComplete();
        }
        return Mono.defer(() -> {
            BatchRequest request =
                    exchanges.checked(BatchRequest.of(exchange.getRequest().getQueryParams()));
            response.getHeaders().setContentType(MediaType.TEXT_EVENT_STREAM);
            response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-cache, no-transform");
            response.getHeaders().set("X-Accel-Buffering", "no");
            return response.writeAndFlushWith(events(exchange, request).map(Mono::just));
        });
    }

    /** The start leaves at once: the caller sees that it was heard. */
    private Flux<DataBuffer> events(ServerWebExchange exchange, BatchRequest request) {
        EventFrames frames = new EventFrames(json);
        String requestId = RequestContextWebFilter.of(exchange).requestId();
        return Flux.concat(
                Mono.fromSupplier(() -> frames.start(request.query(), requestId)),
                pipeline.answer(exchange, request)
                        .flatMapIterable(frames::whole)
                        .onErrorResume(failure ->
                                Mono.fromSupplier(() -> frames.error(ProblemMapper.map(failure), requestId))));
    }

    private static boolean sawTheEnd(ServerWebExchange exchange) {
        String seen = exchange.getRequest().getHeaders().getFirst("Last-Event-ID");
        String parameter = exchange.getRequest().getQueryParams().getFirst("last_event_id");
        String last = seen == null ? parameter : seen;
        return last != null && last.startsWith(EventFrames.LAST);
    }
}
