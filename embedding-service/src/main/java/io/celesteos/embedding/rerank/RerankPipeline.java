package io.celesteos.embedding.rerank;

import io.celesteos.contracts.embedding.EmbedRequest;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.embedding.tokenize.WellFormedText;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Check, score, blend. Thread-safe. */
@Component
public final class RerankPipeline {

    private final PairScorers scorers;

    RerankPipeline(PairScorers scorers) {
        this.scorers = scorers;
    }

    /**
     * @throws ProblemException 413 for more than {@value EmbedRequest#MAX_TEXTS} documents, 404 for an unknown
     *     model, 400 for text that is no Unicode and for scores to blend that do not fit the documents, 429
     *     when the queue is full, 504 when not one document was reached before the deadline
     */
    public RerankOutcome rerank(RerankCommand command) {
        refuseTooMany(command);
        WellFormedText.require(command.field(), command.documents());
        refuseUnfit(command);
        PairScorer scorer = scorers.require(command.model());

        List<PairScore> scores = scorer.score(
                command.query(), command.documents(), RequestContext.current().deadline());
        if (scores.isEmpty()) {
            throw ProblemException.of(
                    ProblemType.DEADLINE_EXCEEDED, "No document was scored in time; send fewer or allow more time.");
        }
        return outcome(command, scorer.name(), scores);
    }

    private static RerankOutcome outcome(RerankCommand command, String scorer, List<PairScore> scores) {
        List<Double> firstStage = command.firstStageScores();
        Set<Integer> reached = scores.stream().map(PairScore::index).collect(Collectors.toSet());
        return new RerankOutcome(
                firstStage == null
                        ? Blend.ranking(scores)
                        : Blend.ranking(scores, firstStage, command.blendOrDefault()),
                scorer,
                scores.size(),
                IntStream.range(0, command.documents().size())
                        .filter(index -> !reached.contains(index))
                        .boxed()
                        .toList(),
                scores.stream()
                        .filter(PairScore::truncated)
                        .map(PairScore::index)
                        .sorted()
                        .toList());
    }

    private static void refuseTooMany(RerankCommand command) {
        if (command.documents().size() > EmbedRequest.MAX_TEXTS) {
            throw ProblemException.of(
                    ProblemType.TOO_MANY_TEXTS,
                    "%s has %d texts; send at most %d in one request."
                            .formatted(command.field(), command.documents().size(), EmbedRequest.MAX_TEXTS));
        }
    }

    private static void refuseUnfit(RerankCommand command) {
        List<Double> firstStage = command.firstStageScores();
        Double blend = command.blend();
        if (blend != null && !(blend >= 0 && blend <= 1)) {
            throw ProblemException.invalidField("blend", "must be a number from 0 to 1");
        }
        if (firstStage == null) {
            if (blend != null) {
                throw ProblemException.invalidField(
                        "first_stage_scores", "is required with blend: there is nothing else to blend with");
            }
            return;
        }
        if (firstStage.size() != command.documents().size()) {
            throw ProblemException.invalidField(
                    "first_stage_scores",
                    "has %d numbers for %d %s; send one for each"
                            .formatted(firstStage.size(), command.documents().size(), command.field()));
        }
        for (int i = 0; i < firstStage.size(); i++) {
            if (!Double.isFinite(firstStage.get(i))) {
                throw ProblemException.invalidField("first_stage_scores[" + i + "]", "must be a finite number");
            }
        }
    }
}
