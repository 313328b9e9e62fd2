package io.celesteos.embedding.rerank;

import io.celesteos.contracts.embedding.EmbedRequest;
import io.celesteos.contracts.embedding.RerankRequest;
import io.celesteos.contracts.embedding.RerankResponse;
import io.celesteos.contracts.embedding.RerankResponse.RerankScore;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.embedding.tokenize.WellFormedText;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Check, score, sort. Thread-safe. */
@Component
public final class RerankPipeline {

    /** Equal scores keep the caller's order. */
    private static final Comparator<PairScore> BEST_FIRST =
            Comparator.comparingDouble(PairScore::rerankScore).reversed().thenComparing(PairScore::index);

    private final PairScorers scorers;

    RerankPipeline(PairScorers scorers) {
        this.scorers = scorers;
    }

    /**
     * Documents not reached before the deadline are left out of the answer.
     *
     * @throws ProblemException 413 for more than {@value EmbedRequest#MAX_TEXTS} documents, 404 for an unknown
     *     model, 429 when the queue is full, 504 when not one document was reached
     */
    public RerankResponse rerank(RerankRequest request) {
        if (request.documents().size() > EmbedRequest.MAX_TEXTS) {
            throw ProblemException.of(
                    ProblemType.TOO_MANY_TEXTS,
                    "documents has %d texts; send at most %d in one request."
                            .formatted(request.documents().size(), EmbedRequest.MAX_TEXTS));
        }
        WellFormedText.require("documents", request.documents());
        PairScorer scorer = scorers.require(request.model());

        RequestContext context = RequestContext.current();
        List<PairScore> scores = scorer.score(request.query(), request.documents(), context.deadline());
        if (scores.isEmpty()) {
            throw ProblemException.of(
                    ProblemType.DEADLINE_EXCEEDED, "No document was scored in time; send fewer or allow more time.");
        }
        return new RerankResponse(
                scores.stream()
                        .sorted(BEST_FIRST)
                        .limit(Objects.requireNonNullElse(request.topN(), Integer.MAX_VALUE))
                        .map(score -> new RerankScore(score.index(), score.rerankScore()))
                        .toList(),
                scorer.name(),
                (System.nanoTime() - context.startNanos()) / 1_000_000);
    }
}
