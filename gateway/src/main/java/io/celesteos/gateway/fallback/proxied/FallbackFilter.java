package io.celesteos.gateway.fallback.proxied;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.web.reactive.RequestContextWebFilter;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Answers instead of a service that cannot be reached, does not begin to answer in time, or fails (5xx), where there is
 * a {@link PathFallback}. Sits behind the filter that makes the request the yacht's own, whose body can be read again,
 * and before the one that writes the service's answer.
 */
@Component
public final class FallbackFilter implements GlobalFilter, Ordered {

    /** Behind the filters of the routes that change the request, outside what calls the service. */
    private static final int ORDER = 1;

    private static final String PASSED_ON = FallbackFilter.class.getName() + ".request";
    private static final String ANSWERED_HERE = FallbackFilter.class.getName() + ".answered";

    private static final Logger log = LoggerFactory.getLogger(FallbackFilter.class);

    private final List<PathFallback> fallbacks;
    private final FallbackProperties properties;
    private final MeterRegistry meters;

    FallbackFilter(List<PathFallback> fallbacks, FallbackProperties properties, MeterRegistry meters) {
        this.fallbacks = List.copyOf(fallbacks);
        this.properties = properties;
        this.meters = meters;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return covering(exchange)
                .map(fallback -> withFallback(exchange, chain, fallback))
                .orElseGet(() -> chain.filter(exchange));
    }

    /** The request as it went to the service, whose body can be read again; the exchange itself before that. */
    public static ServerWebExchange passedOn(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(PASSED_ON, exchange);
    }

    /** Whether what is being written is a fallback's answer and not the service's. */
    public static boolean answeredHere(ServerWebExchange exchange) {
        return exchange.getAttributes().containsKey(ANSWERED_HERE);
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    private Optional<PathFallback> covering(ServerWebExchange exchange) {
        String path = exchange.getRequest().getURI().getRawPath();
        return fallbacks.stream()
                .filter(each -> each.covers(exchange.getRequest().getMethod(), path))
                .findFirst();
    }

    private Mono<Void> withFallback(ServerWebExchange exchange, GatewayFilterChain chain, PathFallback fallback) {
        exchange.getAttributes().put(PASSED_ON, exchange);
        Duration left = RequestContextWebFilter.of(exchange).deadline().remaining();
        return chain.filter(exchange)
                .timeout(properties.firstByte(left, fallback.answersAtOnce()))
                .then(Mono.<Void>defer(() -> failedAnswer(exchange)))
                .onErrorResume(
                        failure -> !exchange.getResponse().isCommitted() && serviceFailed(failure),
                        failure -> instead(exchange, fallback, failure));
    }

    /** The service's own 5xx as an error: it has not been written yet. */
    private static Mono<Void> failedAnswer(ServerWebExchange exchange) {
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        return status != null && status.is5xxServerError()
                ? Mono.error(new ResponseStatusException(status))
                : Mono.empty();
    }

    static boolean serviceFailed(Throwable failure) {
        return switch (failure) {
            case IOException unreachable -> true;
            case TimeoutException late -> true;
            case CallNotPermittedException open -> true;
            case ResponseStatusException answered -> answered.getStatusCode().is5xxServerError();
            case ProblemException problem -> problem.type().status() > 500;
            default -> false;
        };
    }

    private Mono<Void> instead(ServerWebExchange exchange, PathFallback fallback, Throwable failure) {
        String path = exchange.getRequest().getURI().getRawPath();
        log.warn(
                "{} is answered here [{}]: {}",
                path,
                RequestContextWebFilter.of(exchange).requestId(),
                failure.toString());
        forget(exchange);
        exchange.getAttributes().put(ANSWERED_HERE, true);
        // One of the few paths that have a fallback: a bounded tag.
        return fallback.answerInstead(exchange)
                .doOnSuccess(done -> count(path, "answered"))
                .doOnError(none -> count(path, "failed"));
    }

    private void count(String path, String outcome) {
        meters.counter("gateway.fallback.answers", "path", path, "outcome", outcome)
                .increment();
    }

    /** Nothing of an answer that is not given may show in the one that is. */
    private static void forget(ServerWebExchange exchange) {
        ServerWebExchangeUtils.reset(exchange);
        exchange.getResponse().setStatusCode(HttpStatus.OK);
    }
}
