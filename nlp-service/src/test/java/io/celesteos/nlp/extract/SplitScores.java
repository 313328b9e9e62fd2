package io.celesteos.nlp.extract;

import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.nlp.corpus.AnnotatedSentence;
import io.celesteos.nlp.corpus.MaritimeSentences;
import io.celesteos.nlp.corpus.Split;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the service reads in one split of the annotated sentences, and how well.
 *
 * @param secondary of intents beside the primary
 */
record SplitScores(String name, List<SentenceReading> readings, Map<EntityKind, SpanScore> kinds, SpanScore secondary) {

    static SplitScores of(Split split, ExtractionPipeline pipeline) {
        return of(split.name().toLowerCase(Locale.ROOT), MaritimeSentences.of(split), pipeline);
    }

    static SplitScores of(String name, List<AnnotatedSentence> sentences, ExtractionPipeline pipeline) {
        List<SentenceReading> readings = sentences.stream()
                .map(sentence -> SentenceReading.of(sentence, pipeline))
                .toList();
        Map<EntityKind, SpanScore> kinds = new EnumMap<>(EntityKind.class);
        SpanScore secondary = SpanScore.NONE;
        for (SentenceReading reading : readings) {
            for (EntityKind kind : EntityKind.values()) {
                kinds.put(kind, reading.addTo(kinds.getOrDefault(kind, SpanScore.NONE), kind));
            }
            secondary = reading.addSecondary(secondary);
        }
        return new SplitScores(name, readings, kinds, secondary);
    }

    SpanScore of(EntityKind kind) {
        return kinds.getOrDefault(kind, SpanScore.NONE);
    }

    double primaryAccuracy() {
        return readings.stream().filter(SentenceReading::primaryIsRight).count() / (double) readings.size();
    }

    /** Counting either reading of the sentences that allow two. */
    double primaryAccuracyOfEitherReading() {
        OtherReadings other = OtherReadings.load();
        return readings.stream()
                        .filter(reading -> reading.primaryIsRight()
                                || other.allow(
                                        reading.sentence(), reading.intent().primary()))
                        .count()
                / (double) readings.size();
    }

    /** Mean difference of stated confidence and share of right primaries over ten equal bands of confidence, weighted. */
    double calibrationError() {
        int[] count = new int[10];
        int[] right = new int[10];
        double[] stated = new double[10];
        for (SentenceReading reading : readings) {
            int band = Math.min(9, (int) (reading.intent().confidence() * 10));
            count[band]++;
            stated[band] += reading.intent().confidence();
            right[band] += reading.primaryIsRight() ? 1 : 0;
        }
        double error = 0;
        for (int band = 0; band < 10; band++) {
            error += Math.abs(stated[band] - right[band]);
        }
        return error / readings.size();
    }

    String table() {
        StringBuilder table =
                new StringBuilder(String.format(Locale.ROOT, "%s, %d sentences%n", name, readings.size()));
        table.append(String.format(Locale.ROOT, "%-14s %6s %6s %6s %7s%n", "", "P", "R", "F1", "spans"));
        kinds.forEach((kind, score) -> table.append(row(kind.name().toLowerCase(Locale.ROOT), score)));
        table.append(row("2nd intents", secondary));
        int denied = readings.stream()
                .mapToInt(reading -> reading.wronglyDenied().size())
                .sum();
        return table.append(String.format(
                        Locale.ROOT,
                        "primary intent %.3f (%.3f where either reading of ambiguous sentences counts), calibration error %.3f, "
                                + "wrongly negated or not %d%n",
                        primaryAccuracy(),
                        primaryAccuracyOfEitherReading(),
                        calibrationError(),
                        denied))
                .toString();
    }

    private static String row(String name, SpanScore score) {
        return String.format(
                Locale.ROOT,
                "%-14s %6.3f %6.3f %6.3f %7d%n",
                name,
                score.precision(),
                score.recall(),
                score.f1(),
                score.right() + score.missed());
    }
}
