package io.celesteos.gateway.answer.batch;

import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.gateway.fallback.proxied.JsonExchange;
import io.celesteos.gateway.fallback.proxied.PathFallback;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code POST /api/v1/answer} while the streaming-proxy is down. */
@Component
class AnswerPathFallback implements PathFallback {

    private final BatchPipeline pipeline;
    private final JsonExchange json;

    AnswerPathFallback(BatchPipeline pipeline, JsonExchange json) {
        this.pipeline = pipeline;
        this.json = json;
    }

    @Override
    public boolean covers(HttpMethod method, String path) {
        return method.equals(HttpMethod.POST) && path.equals("/api/v1/answer");
    }

    /** A model may write for a while before the document is whole. */
    @Override
    public boolean answersAtOnce() {
        return false;
    }

    @Override
    public Mono<Void> answerInstead(ServerWebExchange exchange) {
        return json.read(exchange, BatchRequest.class)
                .flatMap(request -> pipeline.answer(exchange, request, Degradation.STREAM_UNAVAILABLE))
                .flatMap(answer -> json.write(exchange, answer));
    }
}
