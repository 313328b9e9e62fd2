package io.celesteos.gateway.answer.batch;

import io.celesteos.contracts.outcome.Degradation;
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

/** {@code /api/v1/stream} while the streaming-proxy is down: the same events, all at the end. */
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
        return path.equals("/api/v1/stream") && (method.equals(HttpMethod.GET) || method.equals(HttpMethod.POST));
    }

    @Override
    public Mono<Void> answerInstead(ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        if (sawTheEnd(exchange)) {
            response.setStatusCode(HttpStatus.NO_CONTENT);
            return response.setComplete();
        }
        return question(exchange).flatMap(request -> {
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
                rest(exchange, request, frames, Degradation.STREAM_UNAVAILABLE));
    }

    /** All that comes after the start of a stream that the streaming-proxy began and cannot fill. */
    Flux<DataBuffer> goOn(ServerWebExchange exchange) {
        return question(exchange).flatMapMany(request -> rest(exchange, request, EventFrames.goingOn(json)));
    }

    /** The last event of a stream that the streaming-proxy left in the middle of its results. */
    DataBuffer brokenOff(ServerWebExchange exchange) {
        return EventFrames.goingOn(json)
                .brokenOff(RequestContextWebFilter.of(exchange).requestId());
    }

    private Flux<DataBuffer> rest(
            ServerWebExchange exchange, BatchRequest request, EventFrames frames, Degradation... instead) {
        String requestId = RequestContextWebFilter.of(exchange).requestId();
        return pipeline.answer(exchange, request, instead)
                .flatMapIterable(frames::whole)
                .onErrorResume(failure -> Mono.fromSupplier(() -> frames.error(ProblemMapper.map(failure), requestId)));
    }

    private Mono<BatchRequest> question(ServerWebExchange exchange) {
        return exchange.getRequest().getMethod().equals(HttpMethod.POST)
                ? exchanges.read(exchange, BatchRequest.class)
                : Mono.fromSupplier(() ->
                        exchanges.checked(BatchRequest.of(exchange.getRequest().getQueryParams())));
    }

    private static boolean sawTheEnd(ServerWebExchange exchange) {
        String seen = exchange.getRequest().getHeaders().getFirst("Last-Event-ID");
        String parameter = exchange.getRequest().getQueryParams().getFirst("last_event_id");
        String last = seen == null ? parameter : seen;
        return last != null && last.startsWith(EventFrames.LAST);
    }
}
