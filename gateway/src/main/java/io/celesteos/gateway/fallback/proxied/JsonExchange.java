package io.celesteos.gateway.fallback.proxied;

import io.celesteos.contracts.web.WebProperties;
import io.celesteos.gateway.body.WholeBody;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes JSON where there is no endpoint that Spring would do it for. */
@Component
public final class JsonExchange {

    private final JsonMapper json;
    private final Validator validator;
    private final long maxBody;

    JsonExchange(JsonMapper json, Validator validator, WebProperties web) {
        this.json = json;
        this.validator = validator;
        this.maxBody = web.maxBody().toBytes();
    }

    /** The body, read and checked; an error that is answered with 400 where it is not well. */
    public <T> Mono<T> read(ServerWebExchange exchange, Class<T> type) {
        return WholeBody.read(exchange.getRequest(), maxBody).map(body -> checked(json.readValue(body, type)));
    }

    /** @throws ConstraintViolationException that is answered with 400 */
    public <T> T checked(T request) {
        var violations = validator.validate(request);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return request;
    }

    public Mono<Void> write(ServerWebExchange exchange, Object document) {
        ServerHttpResponse response = exchange.getResponse();
        byte[] body = json.writeValueAsBytes(document);
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}
