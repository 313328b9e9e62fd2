package io.celesteos.nlp.training;

import io.celesteos.nlp.corpus.AnnotatedSentence;
import io.celesteos.nlp.corpus.FieldSentences;
import io.celesteos.nlp.corpus.MaritimeSentences;
import io.celesteos.nlp.corpus.Split;
import io.celesteos.nlp.extract.EntityReader;
import io.celesteos.nlp.gazetteer.Lexicon;
import io.celesteos.nlp.intent.IntentFeatures;
import io.celesteos.nlp.intent.IntentModel;
import io.celesteos.nlp.intent.WordKinds;
import io.celesteos.nlp.tagger.WordPieces;
import io.celesteos.nlp.text.FoldedText;
import io.celesteos.nlp.text.Token;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Trains the model of intents and writes it, with the kinds of words it uses: the train split of the annotated sentences
 * and of the field sentences, and all of the sentences that were written for intents alone. Run in the module's folder; arguments, each with its default:
 *
 * <ol>
 *   <li>folder of annotated sentences, {@code src/training/maritime}
 *   <li>folder of field sentences, {@code src/training/field}
 *   <li>folder of sentences for intents alone, {@code src/training/intents}
 *   <li>folder to write to, {@code src/main/resources/intent}
 *   <li>seed, {@code 20261121}
 * </ol>
 *
 * The same sentences and seed give the same file, byte for byte.
 */
public final class IntentTraining {

    private static final List<String> DEFAULTS = List.of(
            "src/training/maritime",
            "src/training/field",
            "src/training/intents",
            "src/main/resources/intent",
            "20261121");

    /** Only the kinds of dates count here, so any moment does; a fixed one keeps runs equal. */
    private static final ZonedDateTime MOMENT = ZonedDateTime.of(2026, 11, 20, 10, 0, 0, 0, ZoneOffset.UTC);

    private static final int FOLDS = 5;

    private final EntityReader reader;
    private final IntentFeatures features;

    private IntentTraining(Lexicon lexicon, WordKinds kinds) {
        this.reader = EntityReader.shipped(lexicon);
        this.features = new IntentFeatures(lexicon.tokenizer(), kinds);
    }

    public static void main(String[] arguments) throws IOException {
        List<String> settings = new ArrayList<>(List.of(arguments));
        settings.addAll(DEFAULTS.subList(Math.min(arguments.length, DEFAULTS.size()), DEFAULTS.size()));
        long start = System.nanoTime();
        List<AnnotatedSentence> annotatedSentences =
                new ArrayList<>(MaritimeSentences.in(Path.of(settings.get(0))).stream()
                        .filter(sentence -> sentence.split() == Split.TRAIN)
                        .toList());
        annotatedSentences.addAll(FieldSentences.train(Path.of(settings.get(1))));
        List<AnnotatedSentence> aloneSentences = MaritimeSentences.in(Path.of(settings.get(2)));
        long seed = Long.parseLong(settings.get(4));
        Path folder = Path.of(settings.get(3));
        Lexicon lexicon = Lexicon.load();
        WordKinds kinds =
                new WordKindsTraining(WordPieces.load(), seed).of(words(lexicon, annotatedSentences, aloneSentences));
        WordKindsTraining.write(
                kinds, folder.resolve(Path.of(WordKinds.RESOURCE).getFileName()));

        var training = new IntentTraining(lexicon, kinds);
        List<Example> annotated = training.examples(annotatedSentences);
        List<Example> alone = training.examples(aloneSentences);
        var regression = LogisticRegression.withSeed(seed);
        List<Temperature.Judged> judged = crossValidated(regression, annotated, alone);
        double temperature = Temperature.fitting(judged);
        List<Example> all = new ArrayList<>(annotated);
        all.addAll(alone);
        IntentModel model = regression.fit(all, temperature);
        IntentModelFile.write(
                model, folder.resolve(Path.of(IntentModel.RESOURCE).getFileName()));
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

    private static Set<String> words(Lexicon lexicon, List<AnnotatedSentence> sentences, List<AnnotatedSentence> more) {
        return Stream.concat(sentences.stream(), more.stream())
                .flatMap(sentence -> lexicon
                        .tokenizer()
                        .tokenize(FoldedText.of(sentence.text()).folded())
                        .stream())
                .map(Token::form)
                .collect(Collectors.toCollection(TreeSet::new));
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
