package io.celesteos.nlp.extract;

import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.nlp.corpus.AnnotatedSentence;
import io.celesteos.nlp.corpus.FieldSentences;
import io.celesteos.nlp.corpus.MaritimeSentences;
import io.celesteos.nlp.corpus.Split;
import io.celesteos.nlp.reading.Readings;
import java.util.List;
import java.util.Locale;

/**
 * Prints what is read wrongly in the annotated sentences, a line an error, by category. Arguments: {@code train},
 * {@code dev}, {@code field} or {@code field-dev} (the field sentences to train on, and the dev part of the first of them;
 * other splits are scored, not looked at), then categories, {@code negated} or {@code intents}; all without.
 */
public final class ExtractionErrors {

    private ExtractionErrors() {}

    public static void main(String[] arguments) {
        List<String> asked = List.of(arguments).subList(1, arguments.length);
        SplitScores scores = SplitScores.of(
                arguments[0], sentences(arguments[0]), ExtractConfiguration.pipeline(Readings.LEXICON, List.of()));
        for (EntityKind kind : EntityKind.values()) {
            if (asked.isEmpty() || asked.contains(kind.name().toLowerCase(Locale.ROOT))) {
                scores.readings().forEach(reading -> print(kind, reading));
            }
        }
        if (asked.isEmpty() || asked.contains("negated")) {
            for (SentenceReading reading : scores.readings()) {
                reading.wronglyDenied()
                        .forEach(mention -> System.out.printf(
                                "negated %s: %s <- %s%n", mention.negated(), mention.text(), line(reading)));
            }
        }
        if (asked.isEmpty() || asked.contains("intents")) {
            scores.readings().forEach(ExtractionErrors::printIntents);
        }
        System.out.print(scores.table());
    }

    private static List<AnnotatedSentence> sentences(String name) {
        return switch (name) {
            case "train" -> MaritimeSentences.of(Split.TRAIN);
            case "dev" -> MaritimeSentences.of(Split.DEV);
            case "field" -> FieldSentences.train();
            case "field-dev" -> FieldSentences.dev();
            default -> throw new IllegalArgumentException("the errors of " + name + " are not for looking at");
        };
    }

    private static void print(EntityKind kind, SentenceReading reading) {
        reading.missed(kind)
                .forEach(annotation -> System.out.printf(
                        "%s missed: %s <- %s%n", kind, reading.sentence().written(annotation), line(reading)));
        reading.wrong(kind)
                .forEach(mention -> System.out.printf(
                        "%s wrong: %s (%s) <- %s%n", kind, mention.text(), mention.rule(), line(reading)));
    }

    private static void printIntents(SentenceReading reading) {
        List<String> wanted = reading.sentence().intents();
        if (!reading.primaryIsRight()
                || !reading.intent().secondary().equals(reading.sentence().secondary())) {
            System.out.printf(
                    "%s: wanted %s, read %s %s %.2f <- %s%n",
                    reading.primaryIsRight() ? "secondary" : "primary",
                    wanted,
                    reading.intent().primary(),
                    reading.intent().secondary(),
                    reading.intent().confidence(),
                    line(reading));
        }
    }

    private static String line(SentenceReading reading) {
        return reading.sentence().source() + " " + reading.sentence().text();
    }
}
