package io.celesteos.streaming.answer;

import io.celesteos.contracts.nlp.Entities;
import io.celesteos.contracts.nlp.Intent;
import io.celesteos.streaming.connection.CallerConnection;
import io.celesteos.streaming.event.AnswerKind;
import io.celesteos.streaming.event.Citation;
import io.celesteos.streaming.event.RankedHit;
import io.celesteos.streaming.event.StreamEvent;
import io.celesteos.streaming.relay.FrameSink;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private @Nullable AnswerDocument document;

    AnswerAssembler(String query, CallerConnection caller) {
        this.query = query;
        this.caller = caller;
    }

    @Override
    public void event(long number, StreamEvent event) {
        switch (event) {
            case StreamEvent.Started ignored -> {}
            case StreamEvent.Lacking ignored -> {}
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
            case StreamEvent.Cited cited -> citations = cited.citations();
            case StreamEvent.Completed completed -> document = assemble(completed);
            case StreamEvent.Failed failed -> throw failed.cause();
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

    private AnswerDocument assemble(StreamEvent.Completed completed) {
        return new AnswerDocument(
                query,
                finalOrder == null ? List.copyOf(hits.values()) : finalOrder,
                entities,
                intent,
                text.isEmpty() ? null : new AnswerDocument.Answer(text.toString(), kind, citations),
                new AnswerDocument.Metadata(
                        completed.totalResults(),
                        completed.latencyMs(),
                        completed.timingsMs(),
                        completed.degraded(),
                        completed.requestId()));
    }
}
