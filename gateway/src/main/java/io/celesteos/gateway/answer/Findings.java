package io.celesteos.gateway.answer;

import io.celesteos.contracts.nlp.Entities;
import io.celesteos.contracts.nlp.ExtractResponse;
import io.celesteos.contracts.nlp.Intent;
import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.outcome.Outcome;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.search.SearchHit;
import io.celesteos.contracts.search.SearchResponse;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** What the two services brought, with neutral values for what is missing and its name in {@code degraded}. */
public record Findings(List<SearchHit> hits, Entities entities, Intent intent, List<Degradation> degraded) {

    /**
     * @param late whether anything was not there in time
     * @throws ProblemException 503, or 504 where something was late, when there is nothing at all
     */
    static Findings of(Outcome<SearchResponse> found, Outcome<ExtractResponse> read, boolean late) {
        if (found instanceof Outcome.Unavailable<SearchResponse>
                && read instanceof Outcome.Unavailable<ExtractResponse>) {
            throw nothing(late);
        }
        SequencedSet<Degradation> degraded = new LinkedHashSet<>();
        List<SearchHit> hits = switch (found) {
            case Outcome.Complete<SearchResponse> whole -> hits(whole.value(), degraded);
            case Outcome.Degraded<SearchResponse> part -> {
                degraded.addAll(part.degradations());
                yield hits(part.value(), degraded);
            }
            case Outcome.Unavailable<SearchResponse> none -> {
                degraded.add(none.cause());
                yield List.of();
            }
        };
        ExtractResponse text = switch (read) {
            case Outcome.Complete<ExtractResponse> whole -> whole.value();
            case Outcome.Degraded<ExtractResponse> part -> {
                degraded.addAll(part.degradations());
                yield part.value();
            }
            case Outcome.Unavailable<ExtractResponse> none -> unread(none.cause());
        };
        degraded.addAll(text.degraded());
        return new Findings(hits, text.entities(), text.intent(), List.copyOf(degraded));
    }

    private static List<SearchHit> hits(SearchResponse response, SequencedSet<Degradation> degraded) {
        degraded.addAll(response.searchMetadata().degraded());
        return response.results();
    }

    private static ExtractResponse unread(Degradation cause) {
        return new ExtractResponse(Entities.empty(), Intent.search(), 0, List.of(cause));
    }

    private static ProblemException nothing(boolean late) {
        return late
                ? ProblemException.of(
                        ProblemType.DEADLINE_EXCEEDED,
                        "Neither search nor extraction answered before the deadline. Try again, or allow more time"
                                + " with X-Deadline-Ms.")
                : ProblemException.retryLater(
                        ProblemType.UPSTREAM_UNAVAILABLE,
                        "Neither search nor extraction is available at the moment. Try again in a few seconds.",
                        Duration.ofSeconds(5));
    }
}
