package io.celesteos.streaming.relay;

import io.celesteos.contracts.nlp.ExtractResponse;
import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.search.SearchHit;
import io.celesteos.contracts.search.SearchResponse;
import io.celesteos.streaming.event.AnswerKind;
import io.celesteos.streaming.event.Citation;
import io.celesteos.streaming.event.FinishReason;
import io.celesteos.streaming.event.Stage;
import io.celesteos.streaming.event.StreamEvent;
import io.celesteos.streaming.event.Usage;
import io.celesteos.streaming.provider.TokenSink;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts what a run finds into events, and keeps what the last of them has to say. Used by the conductor's thread,
 * {@link #answer} by that of the answer.
 */
final class StreamTeller {

    private final RequestContext context;
    private final EventQueue events;
    private final StreamMeters meters;
    private final HitBoard hits = new HitBoard();
    private final Set<Degradation> degraded = ConcurrentHashMap.newKeySet();
    private boolean understood;
    private volatile int tokens;
    private volatile AnswerKind answerKind;
    private volatile FinishReason finishReason = FinishReason.STOP;
    private volatile @Nullable Usage usage;

    StreamTeller(RequestContext context, AnswerKind answerKind, EventQueue events, StreamMeters meters) {
        this.context = context;
        this.answerKind = answerKind;
        this.events = events;
        this.meters = meters;
    }

    void started(String query) throws InterruptedException {
        tell(new StreamEvent.Started(query, context.requestId()));
    }

    void understood(ExtractResponse read) throws InterruptedException {
        understood = Understanding.saysSomething(read);
        tell(new StreamEvent.Understood(read.entities(), read.intent()));
        lacking(read.degraded());
    }

    void firstHits(SearchResponse response) throws InterruptedException {
        hits(response, Stage.LEXICAL);
    }

    void fusedHits(SearchResponse response) throws InterruptedException {
        hits(response, Stage.FUSED);
    }

    /** The fused order is the last one. */
    void fusedOrderStands(SearchResponse response) throws InterruptedException {
        tell(hits.finalOrder(response));
    }

    void finalHits(SearchResponse response) throws InterruptedException {
        hits(response, Stage.FINAL);
        tell(hits.finalOrder(response));
    }

    /** What the answer's thread writes to. */
    TokenSink answer() {
        return new AnswerSink();
    }

    void answered(List<Citation> citations) throws InterruptedException {
        if (tokens == 0) {
            lacking(List.of(Degradation.ANSWER_UNAVAILABLE));
        } else {
            tell(new StreamEvent.Cited(answerKind, citations, finishReason));
        }
    }

    /** No more of the answer will come, and it had not ended. */
    void answerLost() throws InterruptedException {
        if (tokens == 0) {
            lacking(List.of(Degradation.ANSWER_UNAVAILABLE));
        } else {
            finishReason = FinishReason.INTERRUPTED;
            lacking(List.of(Degradation.ANSWER_INCOMPLETE));
        }
    }

    /** Names each degradation once, however many find it. */
    void lacking(List<Degradation> missing) throws InterruptedException {
        List<Degradation> news = missing.stream().filter(degraded::add).toList();
        if (!news.isEmpty()) {
            tell(new StreamEvent.Lacking(news));
        }
    }

    void completed() {
        events.finish(new StreamEvent.Completed(
                hits.order().size(),
                elapsedNanos() / 1_000_000,
                context.timings().millis(),
                degraded.stream().sorted().toList(),
                context.requestId(),
                tokens == 0 && finishReason == FinishReason.STOP ? null : finishReason,
                usage));
    }

    void failed(ProblemException problem) {
        events.finish(new StreamEvent.Failed(
                Problem.of(problem.type(), problem.detail(), problem.errors(), null, context.requestId()),
                saidSomethingUsable(),
                problem,
                usage));
    }

    /** The order of hits that stands now. */
    List<SearchHit> order() {
        return hits.order();
    }

    boolean noHitsYet() {
        return hits.nothingSent();
    }

    /** Whether the caller has something in hand already: a hit, or an entity. */
    boolean saidSomethingUsable() {
        return understood || !hits.nothingSent();
    }

    private void hits(SearchResponse response, Stage stage) throws InterruptedException {
        boolean first = hits.nothingSent();
        for (StreamEvent result : hits.take(response, stage)) {
            tell(result);
        }
        if (first && !hits.nothingSent()) {
            meters.firstResult(elapsedNanos());
        }
    }

    private void tell(StreamEvent event) throws InterruptedException {
        if (!events.put(event)) {
            throw ProblemException.of(
                    ProblemType.DEADLINE_EXCEEDED, "The stream was read too slowly to end before its deadline.");
        }
    }

    private long elapsedNanos() {
        return System.nanoTime() - context.startNanos();
    }

    private final class AnswerSink implements TokenSink {

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes; the conductor reads when that one is done.
        public void token(String content) throws InterruptedException {
            tokens++;
            tell(new StreamEvent.AnswerChunk(content, tokens, answerKind));
        }

        @Override
        public void writtenBy(AnswerKind kind) {
            answerKind = kind;
        }

        @Override
        public void finished(FinishReason reason) {
            finishReason = reason;
        }

        @Override
        public void used(Usage whatItTook) {
            usage = whatItTook;
        }

        @Override
        public void lacking(Degradation degradation) throws InterruptedException {
            StreamTeller.this.lacking(List.of(degradation));
        }
    }
}
