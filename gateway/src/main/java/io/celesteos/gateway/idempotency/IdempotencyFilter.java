package io.celesteos.gateway.idempotency;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.gateway.bridge.BlockingBridge;
import io.celesteos.gateway.door.DoorOrder;
import io.celesteos.gateway.identity.Caller;
import io.celesteos.gateway.identity.SignedIn;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** The first write with a key is done; the same one again gets the first one's answer. */
final class IdempotencyFilter implements WebFilter, Ordered {

    static final String REPLAYED = "Idempotency-Replayed";

    private final Claims claims;
    private final IdempotencyProperties properties;
    private final BlockingBridge bridge;

    IdempotencyFilter(Claims claims, IdempotencyProperties properties, BlockingBridge bridge) {
        this.claims = claims;
        this.properties = properties;
        this.bridge = bridge;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        Optional<Caller> caller = SignedIn.find(exchange);
        if (caller.isEmpty()
                || !IdempotencyKey.isWrite(request.getMethod(), request.getURI().getRawPath())) {
            return chain.filter(exchange);
        }
        return Mono.defer(() -> IdempotencyKey.in(request.getHeaders())
                .map(key -> bridge.whenDone(exchange, claims.claim(caller.get(), key))
                        .flatMap(claim -> follow(exchange, chain, claim)))
                .orElseGet(() -> chain.filter(exchange)));
    }

    private Mono<Void> follow(ServerWebExchange exchange, WebFilterChain chain, Claim claim) {
        return switch (claim) {
            case Claim.First first -> carryOut(exchange, chain, first);
            case Claim.Running running ->
                Mono.error(ProblemException.retryLater(
                        ProblemType.IDEMPOTENCY_IN_PROGRESS,
                        "The first request with this Idempotency-Key is still being worked on. Send this one again in a"
                                + " moment to get its answer.",
                        Duration.ofSeconds(1)));
            case Claim.Answered answered -> compared(exchange, answered.answer());
            case Claim.Unreadable unreadable -> Mono.error(done());
        };
    }

    private Mono<Void> carryOut(ServerWebExchange exchange, WebFilterChain chain, Claim.First first) {
        WatchedRequest request = new WatchedRequest(exchange.getRequest());
        WatchedAnswer answer = new WatchedAnswer(
                exchange.getResponse(),
                properties.maxAnswer().toBytes(),
                ended -> end(exchange, first, request, ended));
        ServerWebExchange watched =
                exchange.mutate().request(request).response(answer).build();
        AtomicBoolean left = new AtomicBoolean();
        // A caller that leaves does not end what it has begun: it will come back for the answer.
        return Mono.deferContextual(caller -> bridge.whenDone(
                        exchange,
                        chain.filter(watched)
                                .contextWrite(caller)
                                .then(answer.end())
                                .onErrorResume(failure -> (answer.isEnded() ? Mono.empty() : release(exchange, first))
                                        .then(left.get() ? Mono.empty() : Mono.error(failure)))
                                .toFuture()
                                .thenApply(nothing -> true)))
                .then()
                .doOnCancel(() -> left.set(true));
    }

    private Mono<Void> end(
            ServerWebExchange exchange, Claim.First first, WatchedRequest request, WatchedAnswer answer) {
        return request.fingerprint()
                .flatMap(answer::answered)
                .map(kept -> bridge.whenDone(exchange, claims.keep(first, kept)).then())
                .orElseGet(() -> release(exchange, first));
    }

    private Mono<Void> release(ServerWebExchange exchange, Claim.First first) {
        return bridge.whenDone(exchange, claims.release(first)).then();
    }

    /** The body has to be read to know whether it is the same; it is not held. */
    private Mono<Void> compared(ServerWebExchange exchange, KeptAnswer kept) {
        Fingerprint fingerprint = Fingerprint.of(exchange.getRequest());
        long most = properties.maxBody().toBytes();
        return exchange.getRequest()
                .getBody()
                .doOnNext(buffer -> {
                    fingerprint.add(buffer);
                    DataBufferUtils.release(buffer);
                    if (fingerprint.bytes() > most) {
                        throw ProblemException.of(
                                ProblemType.BODY_TOO_LARGE, "Send at most " + most + " bytes with an Idempotency-Key.");
                    }
                })
                .then(Mono.defer(() -> {
                    if (!kept.belongsTo(fingerprint.value())) {
                        return Mono.error(ProblemException.of(
                                ProblemType.IDEMPOTENCY_KEY_REUSED,
                                "This Idempotency-Key was used for another request. Make a new key for each request, and"
                                        + " use it again for repeating that one only."));
                    }
                    return kept.isTooLarge() ? Mono.error(done()) : replay(exchange.getResponse(), kept);
                }));
    }

    private static Mono<Void> replay(ServerHttpResponse response, KeptAnswer kept) {
        response.setStatusCode(HttpStatusCode.valueOf(kept.status()));
        HttpHeaders headers = response.getHeaders();
        headers.set(REPLAYED, "true");
        if (kept.contentType() != null) {
            headers.set(HttpHeaders.CONTENT_TYPE, kept.contentType());
        }
        if (kept.location() != null) {
            headers.set(HttpHeaders.LOCATION, kept.location());
        }
        if (kept.body().length == 0) {
            return response.setComplete();
        }
        headers.setContentLength(kept.body().length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(kept.body())));
    }

    private static ProblemException done() {
        return ProblemException.of(
                ProblemType.CONFLICT,
                "The request with this Idempotency-Key was carried out, and its answer was not kept. Look at what is"
                        + " there before sending it again with another key.");
    }

    @Override
    public int getOrder() {
        return DoorOrder.IDEMPOTENCY;
    }
}
