package io.celesteos.gateway.answer.batch;

import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.gateway.fallback.proxied.FallbackFilter;
import io.celesteos.gateway.fallback.proxied.JsonExchange;
import java.nio.charset.StandardCharsets;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The streaming-proxy asks the search-engine itself: while that one is down its answers are whole, and empty. What has
 * no results for that reason is told from here, where the database can be searched instead.
 */
@Component
final class EmptyAnswerFilter implements GlobalFilter, Ordered {

    /** Outside the filter that writes the answer (-1). */
    private static final int ORDER = -3;

    /** An answer without results is small; a larger one has some. */
    private static final int LARGEST_EMPTY = 64 * 1024;

    private static final String LACKS_RESULTS = "\"" + Degradation.SEARCH_UNAVAILABLE.wireName() + "\"";

    private static final Logger log = LoggerFactory.getLogger(EmptyAnswerFilter.class);

    private final StreamPathFallback streams;
    private final AnswerPathFallback answers;
    private final BatchPipeline pipeline;
    private final JsonExchange exchanges;
    private final JsonMapper json;

    EmptyAnswerFilter(
            StreamPathFallback streams,
            AnswerPathFallback answers,
            BatchPipeline pipeline,
            JsonExchange exchanges,
            JsonMapper json) {
        this.streams = streams;
        this.answers = answers;
        this.pipeline = pipeline;
        this.exchanges = exchanges;
        this.json = json;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        String path = exchange.getRequest().getURI().getRawPath();
        boolean stream = streams.covers(exchange.getRequest().getMethod(), path);
        boolean answer = answers.covers(exchange.getRequest().getMethod(), path);
        return stream || answer
                ? chain.filter(exchange.mutate()
                        .response(watched(exchange, exchange.getResponse()))
                        .build())
                : chain.filter(exchange);
    }

    private ServerHttpResponse watched(ServerWebExchange exchange, ServerHttpResponse response) {
        return new ServerHttpResponseDecorator(response) {
            @Override
            public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
                return looked(exchange, this)
                        ? super.writeAndFlushWith(
                                stream(exchange, Flux.from(body).concatMap(Flux::from))
                                        .map(Mono::just))
                        : super.writeAndFlushWith(body);
            }

            @Override
            public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
                if (!looked(exchange, this) || getHeaders().getContentLength() > LARGEST_EMPTY) {
                    return super.writeWith(body);
                }
                // What is told instead has another length.
                getHeaders().remove(HttpHeaders.CONTENT_LENGTH);
                HeldBack held = new HeldBack(LARGEST_EMPTY);
                Flux<DataBuffer> told = Flux.from(body).concatMapIterable(held::take);
                Flux<DataBuffer> rest = Flux.defer(() -> held.passing()
                        ? Flux.empty()
                        : document(exchange, held.bytes())
                                .map(bufferFactory()::wrap)
                                .flux());
                return super.writeWith(told.concatWith(rest).doFinally(end -> held.release()));
            }
        };
    }

    private static boolean looked(ServerWebExchange exchange, ServerHttpResponse response) {
        return HttpStatus.OK.equals(response.getStatusCode()) && !FallbackFilter.answeredHere(exchange);
    }

    private Flux<DataBuffer> stream(ServerWebExchange exchange, Flux<DataBuffer> told) {
        FrameScan scan = new FrameScan(json);
        return told.map(scan::pass)
                .onErrorResume(broken -> brokenOff(exchange, scan, broken))
                .takeUntil(passed -> scan.ended())
                .filter(passed -> passed.readableByteCount() > 0)
                .concatWith(Flux.defer(
                        () -> scan.ended() ? streams.goOn(FallbackFilter.passedOn(exchange)) : Flux.empty()));
    }

    /** A service that dies leaves its caller with an event that says so, which it can reconnect after. */
    private Flux<DataBuffer> brokenOff(ServerWebExchange exchange, FrameScan scan, Throwable broken) {
        log.warn("The streaming-proxy broke a stream off: {}", broken.toString());
        return scan.betweenEvents() ? Flux.just(streams.brokenOff(exchange)) : Flux.error(broken);
    }

    /** The service's document, or ours where it has no results and could not have any. */
    private Mono<byte[]> document(ServerWebExchange exchange, byte[] told) {
        String text = new String(told, StandardCharsets.UTF_8);
        if (!text.contains(LACKS_RESULTS)
                || !json.readTree(text).path("results").isEmpty()) {
            return Mono.just(told);
        }
        ServerWebExchange asked = FallbackFilter.passedOn(exchange);
        return exchanges
                .read(asked, BatchRequest.class)
                .flatMap(request -> pipeline.answer(asked, request))
                .map(json::writeValueAsBytes)
                .onErrorReturn(told);
    }
}
