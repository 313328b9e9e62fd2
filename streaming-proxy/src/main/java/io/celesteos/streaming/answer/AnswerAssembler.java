package io.celesteos.streaming.answer;

import io.celesteos.contracts.nlp.Entities;
import io.celesteos.contracts.nlp.Intent;
import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.streaming.connection.CallerConnection;
import io.celesteos.streaming.event.AnswerKind;
import io.celesteos.streaming.event.Citation;
import io.celesteos.streaming.event.FinishReason;
import io.celesteos.streaming.event.RankedHit;
import io.celesteos.streaming.event.StreamEvent;
import io.celesteos.streaming.relay.FrameSink;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts the events of one stream together. */
final class AnswerAssembler implements FrameSink {

    private final String query;
    private final CallerConnection caller;
    private final Map<UUID, RankedHit> hits = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable List<RankedHit> finalOrder;
    private Entities entities = Entities.empty();
    private Intent intent = Intent.search();
    private AnswerKind kind = AnswerKind.EXTRACTIVE;
    private List<Citation> citations = List.of();
    private FinishReason finishReason = FinishReason.STOP;
    private final Set<Degradation> degraded = EnumSet.noneOf(Degradation.class);
    private @Nullable AnswerDocument document;

    AnswerAssembler(String query, CallerConnection caller) {
        this.query = query;
        this.caller = caller;
    }

    @Override
    public void event(long number, StreamEvent event) {
        switch (event) {
            case StreamEvent.Started ignored -> {}
            case StreamEvent.Lacking lacking -> degraded.addAll(lacking.degraded());
            case StreamEvent.Understood understood -> {
                entities = understood.entities();
                intent = understood.intent();
            }
            case StreamEvent.Result result -> hits.put(result.hit().hit().id(), result.hit());
            case StreamEvent.Reranked order ->
                finalOrder = order.results().stream().map(this::placed).toList();
            case StreamEvent.AnswerChunk chunk -> {
                kind = chunk.kind();
                text.append(chunk.content());
            }
            case StreamEvent.Cited cited -> {
                citations = cited.citations();
                finishReason = cited.finishReason();
            }
            case StreamEvent.Completed completed -> {
                finishReason = completed.finishReason() == null ? finishReason : completed.finishReason();
                document = assemble(new AnswerDocument.Metadata(
                        completed.totalResults(),
                        completed.latencyMs(),
                        completed.timingsMs(),
                        completed.degraded(),
                        completed.requestId(),
                        completed.usage()));
            }
            case StreamEvent.Failed failed -> document = assemble(withoutItsEnd(failed));
        }
    }

    @Override
    public boolean callerGone() {
        return caller.gone();
    }

    /** @throws IllegalStateException before the last event */
    AnswerDocument document() {
        if (document == null) {
            throw new IllegalStateException("the stream has not ended");
        }
        return document;
    }

    private RankedHit placed(StreamEvent.Reranked.Place place) {
        RankedHit hit = hits.get(place.id());
        if (hit == null) {
            throw new IllegalStateException("the final order names a hit that was never sent: " + place.id());
        }
        return hit.at(place.score(), place.rank());
    }

    /** An answer that broke off costs nobody the results; any other failure is the whole answer. */
    private AnswerDocument.Metadata withoutItsEnd(StreamEvent.Failed failed) {
        if (finishReason != FinishReason.INTERRUPTED) {
            throw failed.cause();
        }
        degraded.add(Degradation.ANSWER_INCOMPLETE);
        RequestContext context = RequestContext.current();
        return new AnswerDocument.Metadata(
                finalOrder == null ? hits.size() : finalOrder.size(),
                (System.nanoTime() - context.startNanos()) / 1_000_000,
                context.timings().millis(),
                List.copyOf(degraded),
                context.requestId(),
                failed.usage());
    }

    private AnswerDocument assemble(AnswerDocument.Metadata metadata) {
        return new AnswerDocument(
                query,
                finalOrder == null ? List.copyOf(hits.values()) : finalOrder,
                entities,
                intent,
                text.isEmpty() ? null : new AnswerDocument.Answer(text.toString(), kind, citations, finishReason),
                metadata);
    }
}
