package io.celesteos.nlp.training;

import io.celesteos.nlp.corpus.AnnotatedSentence;
import io.celesteos.nlp.corpus.MaritimeSentences;
import io.celesteos.nlp.corpus.Split;
import io.celesteos.nlp.extract.EntityReader;
import io.celesteos.nlp.gazetteer.Lexicon;
import io.celesteos.nlp.intent.IntentFeatures;
import io.celesteos.nlp.intent.IntentModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Trains the model of intents and writes it: the train split of the annotated sentences, and all of the sentences that
 * were written for intents alone. Run in the module's folder; arguments, each with its default:
 *
 * <ol>
 *   <li>folder of annotated sentences, {@code src/training/maritime}
 *   <li>folder of sentences for intents alone, {@code src/training/intents}
 *   <li>file to write, {@code src/main/resources/intent/intent_model.tsv.gz}
 *   <li>seed, {@code 20261121}
 * </ol>
 *
 * The same sentences and seed give the same file, byte for byte.
 */
public final class IntentTraining {

    private static final List<String> DEFAULTS = List.of(
            "src/training/maritime", "src/training/intents", "src/main/resources" + IntentModel.RESOURCE, "20261121");

    /** Only the kinds of dates count here, so any moment does; a fixed one keeps runs equal. */
    private static final ZonedDateTime MOMENT = ZonedDateTime.of(2026, 11, 20, 10, 0, 0, 0, ZoneOffset.UTC);

    private static final int FOLDS = 5;

    private final EntityReader reader;
    private final IntentFeatures features;

    private IntentTraining(Lexicon lexicon) {
        this.reader = EntityReader.shipped(lexicon);
        this.features = new IntentFeatures(lexicon.tokenizer());
    }

    public static void main(String[] arguments) throws IOException {
        List<String> settings = new ArrayList<>(List.of(arguments));
        settings.addAll(DEFAULTS.subList(Math.min(arguments.length, DEFAULTS.size()), DEFAULTS.size()));
        long start = System.nanoTime();
        var training = new IntentTraining(Lexicon.load());
        List<Example> annotated = training.examples(MaritimeSentences.in(Path.of(settings.get(0))).stream()
                .filter(sentence -> sentence.split() == Split.TRAIN)
                .toList());
        List<Example> alone = training.examples(MaritimeSentences.in(Path.of(settings.get(1))));
        var regression = LogisticRegression.withSeed(Long.parseLong(settings.get(3)));

        List<Temperature.Judged> judged = crossValidated(regression, annotated, alone);
        double temperature = Temperature.fitting(judged);
        List<Example> all = new ArrayList<>(annotated);
        all.addAll(alone);
        IntentModel model = regression.fit(all, temperature);
        IntentModelFile.write(model, Path.of(settings.get(2)));
        System.out.printf(
                Locale.ROOT,
                "%d annotated sentences and %d more, %d features; cross-validated on the annotated: %.3f right; "
                        + "temperature %.2f; %.0f s%n",
                annotated.size(),
                alone.size(),
                model.size(),
                judged.stream().filter(Temperature.Judged::isRight).count() / (double) judged.size(),
                temperature,
                (System.nanoTime() - start) / 1e9);
    }

    private List<Example> examples(List<AnnotatedSentence> sentences) {
        return sentences.stream()
                .map(sentence -> {
                    var reading = reader.read(sentence.text(), null, MOMENT);
                    return new Example(features.of(reading.source(), reading.marked()), sentence.primary());
                })
                .toList();
    }

    /** What models that have not seen them say of the annotated sentences. */
    private static List<Temperature.Judged> crossValidated(
            LogisticRegression regression, List<Example> annotated, List<Example> alone) {
        List<Temperature.Judged> judged = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            List<Example> seen = new ArrayList<>(alone);
            for (int i = 0; i < annotated.size(); i++) {
                if (i % FOLDS != fold) {
                    seen.add(annotated.get(i));
                }
            }
            IntentModel model = regression.fit(seen, 1);
            for (int i = fold; i < annotated.size(); i += FOLDS) {
                Example example = annotated.get(i);
                judged.add(new Temperature.Judged(
                        model.probabilities(example.features()), model.intents().indexOf(example.intent())));
            }
        }
        return judged;
    }
}
