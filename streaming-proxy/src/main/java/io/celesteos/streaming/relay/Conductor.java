package io.celesteos.streaming.relay;

import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemMapper;
import io.celesteos.contracts.search.SearchResponse;
import io.celesteos.streaming.provider.AnswerInterrupted;
import io.celesteos.streaming.provider.Grounding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
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
    private final Sources sources;
    private final Branches branches;
    private final StreamTeller teller;
    private final Duration fusedAfter;
    private final CountDownLatch fullSearchEnded = new CountDownLatch(1);

    private @Nullable SearchResponse firstHits;
    private @Nullable SearchResponse fusedHits;
    private @Nullable SearchResponse finalHits;
    private @Nullable Exception searchLost;
    private @Nullable AnswerInterrupted answerCut;
    private boolean searchClosed;
    private boolean searchDown;

    /** @param fusedAfter how long the full search may take before the same is asked for without reranking */
    Conductor(StreamQuery query, Sources sources, Branches branches, StreamTeller teller, Duration fusedAfter) {
        this.query = query;
        this.sources = sources;
        this.branches = branches;
        this.teller = teller;
        this.fusedAfter = fusedAfter;
    }

    void conduct() {
        try {
            teller.started(query.query());
            branches.start(Branch.LEXICAL, () -> sources.firstHits(query));
            branches.start(Branch.SEARCH, () -> sources.finalHits(query));
            branches.startUnless(fullSearchEnded, fusedAfter, Branch.FUSED, () -> sources.fusedHits(query));
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
            end();
        } catch (ProblemException refused) {
            teller.failed(refused);
        } catch (InterruptedException | RejectedExecutionException left) {
            log.debug("The caller left; the run was given up");
        } catch (RuntimeException unexpected) {
            log.error("A stream failed", unexpected);
            teller.failed(ProblemMapper.map(unexpected));
        }
    }

    private void receive(Arrival arrival) throws InterruptedException {
        switch (arrival) {
            case Arrival.FirstHits first -> {
                if (searchClosed) {
                    return;
                }
                firstHits = first.response();
                if (fusedHits == null && finalHits == null) {
                    teller.firstHits(first.response());
                }
            }
            case Arrival.FusedHits fused -> {
                if (!searchClosed) {
                    fusedHits = fused.response();
                    teller.fusedHits(fused.response());
                }
            }
            case Arrival.FinalHits last -> {
                fullSearchEnded.countDown();
                finalHits = last.response();
                teller.finalHits(last.response());
            }
            case Arrival.Understood read -> teller.understood(read.response());
            case Arrival.Answered answer -> teller.answered(answer.citations());
            case Arrival.Spared notNeeded ->
                log.trace("No {}: not needed", notNeeded.branch().stage());
            case Arrival.Lost lost -> lose(lost);
        }
    }

    private void lose(Arrival.Lost lost) throws InterruptedException {
        if (lost.branch() == Branch.SEARCH) {
            fullSearchEnded.countDown();
        }
        log.warn("No {}: {}", lost.branch().stage(), lost.cause().toString());
        switch (lost.branch()) {
            case FUSED -> log.debug("The full search is waited for");
            case ENTITIES -> teller.lacking(List.of(Degradation.NLP_UNAVAILABLE));
            case ANSWER -> {
                if (lost.cause() instanceof AnswerInterrupted interrupted) {
                    answerCut = interrupted;
                    teller.answered(interrupted.citations());
                } else {
                    teller.answerLost();
                }
            }
            case LEXICAL, SEARCH -> {
                searchLost = lost.cause();
                Optional<ProblemException> refusal = UpstreamProblem.aboutTheRequest(lost.cause());
                if (refusal.isPresent() && teller.noHitsYet()) {
                    throw refusal.get();
                }
            }
        }
    }

    /** The order of hits will not change any more: say what it lacks, and have the answer written. */
    private void closeSearch() throws InterruptedException {
        searchClosed = true;
        if (finalHits != null) {
            teller.lacking(finalHits.searchMetadata().degraded());
        } else if (fusedHits != null) {
            teller.fusedOrderStands(fusedHits);
            teller.lacking(fusedHits.searchMetadata().degraded());
            teller.lacking(List.of(Degradation.RERANK_UNAVAILABLE));
        } else if (firstHits != null) {
            teller.lacking(List.of(Degradation.VECTOR_SEARCH_UNAVAILABLE, Degradation.RERANK_UNAVAILABLE));
        } else {
            teller.lacking(List.of(Degradation.SEARCH_UNAVAILABLE));
        }
        if (query.llm() && !teller.order().isEmpty()) {
            Grounding grounding = new Grounding(query.query(), query.history(), teller.order());
            branches.start(Branch.ANSWER, () -> sources.answer(grounding, teller.answer()));
        }
        searchDown = finalHits == null && fusedHits == null && firstHits == null;
        // The answer may take long, and what it is written from is told: all but the order that stands.
        firstHits = null;
        fusedHits = null;
        finalHits = null;
    }

    /** The deadline has passed: what is still out does not come any more. */
    private void giveUpWaiting() throws InterruptedException {
        if (branches.pending(Branch.ENTITIES)) {
            teller.lacking(List.of(Degradation.NLP_UNAVAILABLE));
        }
        if (!searchClosed) {
            closeSearch();
        }
        if (branches.pending(Branch.ANSWER)) {
            teller.answerLost();
        }
    }

    private void end() {
        if (searchDown && !teller.saidSomethingUsable()) {
            teller.failed(UpstreamProblem.nothingUsable(searchLost));
        } else if (answerCut != null) {
            teller.failed(answerCut.problem());
        } else {
            teller.completed();
        }
    }

    private boolean searchSettled() {
        return finalHits != null
                || (!branches.pending(Branch.SEARCH)
                        && !branches.pending(Branch.LEXICAL)
                        && !branches.pending(Branch.FUSED));
    }

    private boolean settled() {
        return searchClosed && !branches.pending(Branch.ENTITIES) && !branches.pending(Branch.ANSWER);
    }
}
