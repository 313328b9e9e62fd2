package io.celesteos.contracts.web.reactive;

import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemMapper;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Every failure of an exchange, from controllers, filters and routes alike, as a problem document. */
public final class ReactiveProblemHandler implements ErrorWebExceptionHandler, Ordered {

    private static final Logger log = LoggerFactory.getLogger(ReactiveProblemHandler.class);

    private final JsonMapper json;

    ReactiveProblemHandler(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        if (failure instanceof ErrorResponse known) {
            // What HTTP asks for beside the status: Allow with a 405, Accept with a 415.
            exchange.getResponse().getHeaders().putAll(known.getHeaders());
        }
        return write(exchange, ProblemMapper.map(failure));
    }

    /** Answers with {@code problem}; for filters that refuse a request. */
    public Mono<Void> write(ServerWebExchange exchange, ProblemException problem) {
        if (problem.type().status() == 500) {
            log.error("Unexpected failure on {}", exchange.getRequest().getPath(), problem);
        }
        var response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(problem.type().status()));
        response.getHeaders().setContentType(MediaType.parseMediaType(Problem.MEDIA_TYPE));
        Duration retryAfter = problem.retryAfter();
        if (retryAfter != null) {
            response.getHeaders()
                    .set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, (retryAfter.toMillis() + 999) / 1000)));
        }
        Problem document = Problem.of(
                problem.type(),
                problem.detail(),
                problem.errors(),
                exchange.getRequest().getURI().getRawPath() == null
                        ? null
                        : java.net.URI.create(exchange.getRequest().getURI().getRawPath()),
                RequestContextWebFilter.of(exchange).requestId());
        return response.writeWith(Mono.just(response.bufferFactory().wrap(json.writeValueAsBytes(document))));
    }

    @Override
    public int getOrder() {
        return -10;
    }
}
