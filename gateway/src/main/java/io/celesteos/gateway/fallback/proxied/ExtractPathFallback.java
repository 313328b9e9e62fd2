package io.celesteos.gateway.fallback.proxied;

import io.celesteos.contracts.nlp.Entities;
import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.contracts.nlp.ExtractRequest;
import io.celesteos.contracts.nlp.ExtractResponse;
import io.celesteos.contracts.nlp.Intent;
import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.outcome.Outcome;
import io.celesteos.gateway.bridge.BlockingBridge;
import io.celesteos.gateway.fallback.ExtractionFallback;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * {@code POST /api/v1/extract} while the nlp-service is down: what a language model reads, or, where none is configured,
 * no entities and {@code nlp_unavailable}.
 */
@Component
class ExtractPathFallback implements PathFallback {

    private final ExtractionFallback extraction;
    private final JsonExchange json;
    private final BlockingBridge bridge;

    ExtractPathFallback(ExtractionFallback extraction, JsonExchange json, BlockingBridge bridge) {
        this.extraction = extraction;
        this.json = json;
        this.bridge = bridge;
    }

    @Override
    public boolean covers(HttpMethod method, String path) {
        return method.equals(HttpMethod.POST) && path.equals("/api/v1/extract");
    }

    @Override
    public Mono<Void> answerInstead(ServerWebExchange exchange) {
        return json.read(exchange, ExtractRequest.class)
                .flatMap(request -> bridge.call(exchange, () -> read(request, extraction.extractInstead(request))))
                .flatMap(response -> json.write(exchange, response));
    }

    private static ExtractResponse read(ExtractRequest request, Outcome<ExtractResponse> outcome) {
        return switch (outcome) {
            case Outcome.Complete<ExtractResponse> whole -> whole.value();
            case Outcome.Degraded<ExtractResponse> part -> part.value();
            case Outcome.Unavailable<ExtractResponse> none ->
                new ExtractResponse(
                        nothing(Objects.requireNonNullElseGet(request.extract(), EntityKind::byDefault)),
                        Intent.search(),
                        0,
                        List.of(Degradation.NLP_UNAVAILABLE));
        };
    }

    /** An empty list for each kind that was asked for. */
    private static Entities nothing(Set<EntityKind> asked) {
        return new Entities(
                none(asked, EntityKind.EQUIPMENT),
                none(asked, EntityKind.FAULT_CODES),
                none(asked, EntityKind.PARTS),
                none(asked, EntityKind.LOCATIONS),
                none(asked, EntityKind.DATES),
                none(asked, EntityKind.MEASUREMENTS),
                none(asked, EntityKind.MANUFACTURERS),
                none(asked, EntityKind.MODELS),
                none(asked, EntityKind.SYMPTOMS),
                none(asked, EntityKind.ACTIONS),
                none(asked, EntityKind.IDENTIFIERS),
                none(asked, EntityKind.MENTIONS));
    }

    private static <T> @Nullable List<T> none(Set<EntityKind> asked, EntityKind kind) {
        return asked.contains(kind) ? List.of() : null;
    }
}
