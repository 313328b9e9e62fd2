package io.celesteos.gateway.answer.batch;

import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.search.SearchHit;
import io.celesteos.database.yachts.Yacht;
import io.celesteos.gateway.answer.AnswerOrchestrator;
import io.celesteos.gateway.answer.Findings;
import io.celesteos.gateway.bridge.BlockingBridge;
import io.celesteos.gateway.identity.SignedIn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Finds everything that a stream would have told, with the same fallbacks as any other answer. */
@Component
class BatchPipeline {

    private final AnswerOrchestrator orchestrator;
    private final BlockingBridge bridge;

    BatchPipeline(AnswerOrchestrator orchestrator, BlockingBridge bridge) {
        this.orchestrator = orchestrator;
        this.bridge = bridge;
    }

    /**
     * 503 or 504 when nothing at all can be found.
     *
     * @param instead what the answer lacks because it is told in this way
     */
    Mono<BatchAnswer> answer(ServerWebExchange exchange, BatchRequest request, Degradation... instead) {
        Yacht yacht = SignedIn.yacht(exchange);
        return bridge.call(exchange, () -> {
            Findings findings = orchestrator.find(yacht, request.query(), request.topKOrDefault());
            return answer(request, findings, List.of(instead), RequestContext.current());
        });
    }

    private static BatchAnswer answer(
            BatchRequest request, Findings findings, List<Degradation> instead, RequestContext context) {
        SequencedSet<Degradation> degraded = new LinkedHashSet<>(findings.degraded());
        degraded.addAll(instead);
        if (request.wantsAnswer()) {
            degraded.add(Degradation.ANSWER_UNAVAILABLE);
        }
        List<BatchAnswer.PlacedHit> results = new ArrayList<>();
        for (SearchHit hit : findings.hits()) {
            results.add(new BatchAnswer.PlacedHit(hit, hit.title(), results.size() + 1));
        }
        return new BatchAnswer(
                request.query(),
                results,
                findings.entities(),
                findings.intent(),
                new BatchAnswer.Metadata(
                        results.size(),
                        (System.nanoTime() - context.startNanos()) / 1_000_000,
                        context.timings().millis(),
                        List.copyOf(degraded),
                        context.requestId()));
    }
}
