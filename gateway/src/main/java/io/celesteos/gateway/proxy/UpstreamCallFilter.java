package io.celesteos.gateway.proxy;

import io.celesteos.contracts.client.Attempt;
import io.celesteos.contracts.client.NotAdmitted;
import io.celesteos.contracts.client.SafeToRepeat;
import io.celesteos.contracts.client.ServiceGuard;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.web.reactive.RequestContextWebFilter;
import io.celesteos.gateway.body.Upload;
import java.io.IOException;
import java.time.Duration;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * A proxied request as a guarded call: a place of the service's, its breaker, a time limit until the answer begins, and
 * another attempt where that does no harm. Inside the filter that writes the answer, so that nothing of a failed attempt
 * has been sent; the body of what may be tried again has been read before, and is sent anew each time.
 */
final class UpstreamCallFilter implements GatewayFilter {

    private static final Throwable NOT_READY = new NotReady();

    private final ServiceGuard guard;
    private final Duration usualTime;
    private final Duration responseTimeout;
    private final Duration uploadTimeout;
    private final int attempts;

    UpstreamCallFilter(
            ServiceGuard guard, Duration usualTime, Duration responseTimeout, Duration uploadTimeout, int attempts) {
        this.guard = guard;
        this.usualTime = usualTime;
        this.responseTimeout = responseTimeout;
        this.uploadTimeout = uploadTimeout;
        this.attempts = attempts;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return Mono.defer(() -> {
                    GuardedCall call = new GuardedCall(guard.enter(RouteTable.stay(exchange.getRequest())));
                    call.keepIn(exchange);
                    return attempt(call, exchange, chain, 1);
                })
                .onErrorMap(NotAdmitted.class, this::refusal);
    }

    private Mono<Void> attempt(GuardedCall call, ServerWebExchange exchange, GatewayFilterChain chain, int number) {
        return once(call, exchange, chain)
                .then(Mono.defer(() -> saysNotReady(exchange) ? Mono.<Void>error(NOT_READY) : Mono.empty()))
                .onErrorResume(failure -> again(failure, call, exchange, chain, number));
    }

    private Mono<Void> once(GuardedCall call, ServerWebExchange exchange, GatewayFilterChain chain) {
        return Mono.defer(() -> {
            ServerHttpRequest request = exchange.getRequest();
            boolean upload = Upload.is(request);
            Attempt attempt = guard.begin(upload ? uploadTimeout : usualTime);
            call.begun(attempt);
            Mono<Void> sent = chain.filter(exchange).doOnCancel(attempt::lapsed);
            // A WebSocket's end is its answer: how it began is told where it is opened.
            return (isUpgrade(request) ? sent : sent.timeout(limit(exchange, upload ? uploadTimeout : responseTimeout)))
                    .doOnSuccess(done -> attempt.answered(status(exchange)))
                    .doOnError(failure -> tell(attempt, failure));
        });
    }

    private Mono<Void> again(
            Throwable failure, GuardedCall call, ServerWebExchange exchange, GatewayFilterChain chain, int made) {
        boolean notReady = failure == NOT_READY;
        Duration pause = (notReady || failure instanceof IOException) && mayRepeat(exchange)
                ? guard.pauseBeforeRetry(made, attempts, deadline(exchange))
                : null;
        if (pause == null) {
            return notReady ? Mono.empty() : Mono.error(failure);
        }
        return Mono.delay(pause).then(Mono.defer(() -> {
            forgetAnswer(exchange);
            return attempt(call, exchange, chain, made + 1);
        }));
    }

    private static void tell(Attempt attempt, Throwable failure) {
        if (failure instanceof IOException) {
            attempt.failed(failure);
        } else {
            // Too late; or a refusal of our own, which is none of the service's doing.
            attempt.lapsed();
        }
    }

    private static boolean saysNotReady(ServerWebExchange exchange) {
        return status(exchange) == HttpStatus.SERVICE_UNAVAILABLE.value() && mayRepeat(exchange);
    }

    private static boolean mayRepeat(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        return !exchange.getResponse().isCommitted()
                && !isUpgrade(request)
                && SafeToRepeat.of(request.getMethod().name(), request.getURI().getRawPath());
    }

    private static boolean isUpgrade(ServerHttpRequest request) {
        return request.getHeaders().getUpgrade() != null;
    }

    private static int status(ServerWebExchange exchange) {
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        return status == null ? 200 : status.value();
    }

    private static Duration limit(ServerWebExchange exchange, Duration most) {
        Deadline deadline = deadline(exchange);
        return asked(exchange) && deadline.remaining().compareTo(most) < 0 ? deadline.remaining() : most;
    }

    private static Deadline deadline(ServerWebExchange exchange) {
        return RequestContextWebFilter.of(exchange).deadline();
    }

    private static boolean asked(ServerWebExchange exchange) {
        return exchange.getRequest().getHeaders().containsHeader(Deadline.HEADER);
    }

    private static void forgetAnswer(ServerWebExchange exchange) {
        ServerWebExchangeUtils.reset(exchange);
        exchange.getResponse().setStatusCode(null);
    }

    private ProblemException refusal(NotAdmitted refused) {
        return switch (refused.reason()) {
            case BREAKER_OPEN ->
                ProblemException.retryLater(
                        ProblemType.UPSTREAM_UNAVAILABLE,
                        "The " + guard.service() + " did not answer lately and is left alone for a moment."
                                + " Try again in a few seconds.",
                        refused.retryAfter());
            case NO_PLACE ->
                ProblemException.retryLater(
                        ProblemType.OVERLOADED,
                        "The " + guard.service() + " has as many requests as it may have. Try again in a moment.",
                        refused.retryAfter());
        };
    }

    /** A 503 as a signal. */
    private static final class NotReady extends Exception {

        private static final long serialVersionUID = 1L;

        private NotReady() {
            super("not ready", null, false, false);
        }
    }
}
