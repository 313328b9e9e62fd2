package io.celesteos.nlp.extract;

import io.celesteos.contracts.nlp.Mention;
import io.celesteos.contracts.nlp.OverruledReading;
import io.celesteos.nlp.intent.MarkedSpan;
import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.resolve.Overruled;
import io.celesteos.nlp.text.FoldedText;
import io.celesteos.nlp.text.SourceText;
import java.util.List;

/**
 * The entities of one text.
 *
 * @param found in the order of the text, not overlapping
 * @param overruled readings that lost their place to one of {@code found}
 */
public record EntityReading(SourceText source, List<Found> found, List<Overruled> overruled) {

    public EntityReading {
        found = List.copyOf(found);
        overruled = List.copyOf(overruled);
    }

    /** A reading that stands, and whether the text denies it. */
    public record Found(Candidate candidate, boolean negated) {}

    /** As the intent classifier wants them. */
    public List<MarkedSpan> marked() {
        return found.stream()
                .map(one ->
                        new MarkedSpan(one.candidate().kind(), one.candidate().span(), one.negated()))
                .toList();
    }

    /** The readings that lost, as callers see them. */
    List<OverruledReading> overruledReadings() {
        return overruled.stream()
                .map(lost -> new OverruledReading(
                        lost.loser().kind(), mention(lost.loser(), false), lost.reason(), winner(lost.winner())))
                .toList();
    }

    private OverruledReading.Winner winner(Candidate winner) {
        FoldedText text = source.text();
        return new OverruledReading.Winner(
                winner.kind(),
                text.written(winner.span()),
                text.originalStart(winner.span()),
                text.originalEnd(winner.span()),
                winner.rule());
    }

    Mention mention(Candidate candidate, boolean negated) {
        FoldedText text = source.text();
        return new Mention(
                text.written(candidate.span()),
                text.originalStart(candidate.span()),
                text.originalEnd(candidate.span()),
                candidate.canonical(),
                Math.round(candidate.confidence() * 1000) / 1000.0,
                candidate.source(),
                negated,
                candidate.rule());
    }
}
