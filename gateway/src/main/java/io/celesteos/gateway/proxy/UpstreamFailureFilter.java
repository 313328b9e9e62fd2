package io.celesteos.gateway.proxy;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.gateway.downstream.Upstream;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A service that cannot be reached, or breaks off before its answer began, becomes a problem document. */
final class UpstreamFailureFilter implements GatewayFilter {

    private static final Logger log = LoggerFactory.getLogger(UpstreamFailureFilter.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Upstream upstream;

    UpstreamFailureFilter(Upstream upstream) {
        this.upstream = upstream;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return chain.filter(exchange)
                .onErrorMap(failure -> !exchange.getResponse().isCommitted(), failure -> {
                    // Length and encoding of the answer that never came would be wrong for the problem document.
                    ServerWebExchangeUtils.reset(exchange);
                    return asProblem(failure);
                });
    }

    Throwable asProblem(Throwable failure) {
        if (failure instanceof ProblemException) {
            return failure;
        }
        boolean late = failure instanceof TimeoutException
                || failure instanceof ReadTimeoutException
                || (failure instanceof ResponseStatusException status
                        && status.getStatusCode().value() == HttpStatus.GATEWAY_TIMEOUT.value());
        if (late) {
            log.warn("The {} did not begin to answer in time", upstream.serviceName());
            return ProblemException.of(
                    ProblemType.DEADLINE_EXCEEDED,
                    "The " + upstream.serviceName() + " did not answer in time. Try again, or ask for less.",
                    failure);
        }
        if (failure instanceof IOException) {
            log.warn("The {} cannot be reached: {}", upstream.serviceName(), failure.toString());
            return ProblemException.retryLater(
                    ProblemType.UPSTREAM_UNAVAILABLE,
                    "The " + upstream.serviceName() + " cannot be reached at the moment. Try again in a few seconds.",
                    RETRY_AFTER);
        }
        return failure;
    }
}
