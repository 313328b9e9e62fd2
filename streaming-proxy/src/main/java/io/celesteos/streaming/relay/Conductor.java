package io.celesteos.streaming.relay;

import io.celesteos.contracts.nlp.ExtractResponse;
import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemMapper;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.search.SearchResponse;
import io.celesteos.streaming.event.Stage;
import io.celesteos.streaming.event.StreamEvent;
import io.celesteos.streaming.provider.Grounding;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads one run: asks everybody at once, tells what arrives in the order it arrives, has the answer written once
 * the hits are settled, and ends exactly once. All on one thread but the branches themselves.
 */
final class Conductor {

    private static final Logger log = LoggerFactory.getLogger(Conductor.class);

    private final StreamQuery query;
    private final RequestContext context;
    private final Sources sources;
    private final Branches branches;
    private final EventQueue events;
    private final StreamMeters meters;
    private final HitBoard hits = new HitBoard();
    private final Set<Degradation> degraded = EnumSet.noneOf(Degradation.class);

    private @Nullable SearchResponse finalHits;
    private @Nullable SearchResponse firstHits;
    private @Nullable Exception searchLost;
    private boolean understood;
    private boolean searchClosed;
    private volatile int chunks;

    Conductor(
            StreamQuery query,
            RequestContext context,
            Sources sources,
            Branches branches,
            EventQueue events,
            StreamMeters meters) {
        this.query = query;
        this.context = context;
        this.sources = sources;
        this.branches = branches;
        this.events = events;
        this.meters = meters;
    }

    void conduct() {
        try {
            tell(new StreamEvent.Started(query.query(), context.requestId()));
            branches.start(Branch.LEXICAL, () -> sources.firstHits(query));
            branches.start(Branch.SEARCH, () -> sources.finalHits(query));
            branches.start(Branch.ENTITIES, () -> sources.entities(query));
            while (!settled()) {
                Arrival arrival = branches.next();
                if (arrival == null) {
                    giveUpWaiting();
                    break;
                }
                receive(arrival);
                if (!searchClosed && searchSettled()) {
                    closeSearch();
                }
            }
            events.finish(end());
        } catch (ProblemException refused) {
            events.finish(failed(refused));
        } catch (InterruptedException | RejectedExecutionException left) {
            log.debug("The caller left; the run was given up");
        } catch (RuntimeException unexpected) {
            log.error("A stream failed", unexpected);
            events.finish(failed(ProblemMapper.map(unexpected)));
        }
    }

    private void receive(Arrival arrival) throws InterruptedException {
        switch (arrival) {
            case Arrival.FirstHits first -> {
                firstHits = first.response();
                if (finalHits == null) {
                    tellHits(first.response(), Stage.LEXICAL);
                }
            }
            case Arrival.FinalHits last -> {
                finalHits = last.response();
                tellHits(last.response(), Stage.FINAL);
                tell(hits.finalOrder(last.response()));
            }
            case Arrival.Understood read -> tellUnderstood(read.response());
            case Arrival.Answered answer -> {
                if (chunks == 0) {
                    lack(List.of(Degradation.ANSWER_UNAVAILABLE));
                } else {
                    tell(new StreamEvent.Cited(sources.answerKind(), answer.citations()));
                }
            }
            case Arrival.Lost lost -> lose(lost);
        }
    }

    private void lose(Arrival.Lost lost) throws InterruptedException {
        log.warn("No {}: {}", lost.branch().stage(), lost.cause().toString());
        switch (lost.branch()) {
            case ENTITIES -> lack(List.of(Degradation.NLP_UNAVAILABLE));
            case ANSWER -> lack(List.of(Degradation.ANSWER_UNAVAILABLE));
            case LEXICAL, SEARCH -> {
                searchLost = lost.cause();
                Optional<ProblemException> refusal = UpstreamProblem.aboutTheRequest(lost.cause());
                if (refusal.isPresent() && hits.nothingSent()) {
                    throw refusal.get();
                }
            }
        }
    }

    /** The order of hits will not change any more: say what it lacks, and have the answer written. */
    private void closeSearch() throws InterruptedException {
        searchClosed = true;
        if (finalHits != null) {
            lack(finalHits.searchMetadata().degraded());
        } else if (firstHits != null) {
            lack(List.of(Degradation.VECTOR_SEARCH_UNAVAILABLE, Degradation.RERANK_UNAVAILABLE));
        } else {
            lack(List.of(Degradation.SEARCH_UNAVAILABLE));
        }
        if (query.llm() && !hits.order().isEmpty()) {
            Grounding grounding = new Grounding(query.query(), hits.order());
            branches.start(Branch.ANSWER, () -> sources.answer(grounding, this::tellToken));
        }
    }

    private void giveUpWaiting() throws InterruptedException {
        if (branches.pending(Branch.ENTITIES)) {
            lack(List.of(Degradation.NLP_UNAVAILABLE));
        }
        if (!searchClosed) {
            closeSearch();
        }
        if (branches.pending(Branch.ANSWER)) {
            lack(List.of(Degradation.ANSWER_UNAVAILABLE));
        }
    }

    private boolean searchSettled() {
        return finalHits != null || (!branches.pending(Branch.SEARCH) && !branches.pending(Branch.LEXICAL));
    }

    private boolean settled() {
        return searchClosed && !branches.pending(Branch.ENTITIES) && !branches.pending(Branch.ANSWER);
    }

    private StreamEvent end() {
        boolean searchDown = finalHits == null && firstHits == null;
        if (searchDown && !understood) {
            return failed(UpstreamProblem.nothingUsable(searchLost));
        }
        return new StreamEvent.Completed(
                hits.order().size(),
                elapsedNanos() / 1_000_000,
                context.timings().millis(),
                List.copyOf(degraded),
                context.requestId());
    }

    private StreamEvent failed(ProblemException problem) {
        return new StreamEvent.Failed(
                Problem.of(problem.type(), problem.detail(), problem.errors(), null, context.requestId()),
                understood || !hits.nothingSent(),
                problem);
    }

    private void tellHits(SearchResponse response, Stage stage) throws InterruptedException {
        boolean first = hits.nothingSent();
        for (StreamEvent result : hits.take(response, stage)) {
            tell(result);
        }
        if (first && !hits.nothingSent()) {
            meters.firstResult(elapsedNanos());
        }
    }

    private void tellUnderstood(ExtractResponse read) throws InterruptedException {
        understood = Understanding.saysSomething(read);
        tell(new StreamEvent.Understood(read.entities(), read.intent()));
        lack(read.degraded());
    }

    /** Runs on the answer's own thread. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes; the conductor reads when that one is done.
    private void tellToken(String content) throws InterruptedException {
        chunks++;
        tell(new StreamEvent.AnswerChunk(content, chunks, sources.answerKind()));
    }

    private void lack(List<Degradation> missing) throws InterruptedException {
        List<Degradation> news = missing.stream().filter(degraded::add).toList();
        if (!news.isEmpty()) {
            tell(new StreamEvent.Lacking(news));
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
}
