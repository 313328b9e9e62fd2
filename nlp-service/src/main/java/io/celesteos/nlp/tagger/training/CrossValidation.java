package io.celesteos.nlp.tagger.training;

import io.celesteos.nlp.tagger.SpanWeights;
import io.celesteos.nlp.tagger.TextEncoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Every example read by a model that was trained on other folds: how settings are chosen without the dev split. */
final class CrossValidation {

    private static final long FOLD_SEED = 7;

    private CrossValidation() {}

    /** Trains without the examples of one fold and adds how it reads them to {@code card}. */
    static void fold(
            List<Example> examples,
            int fold,
            int folds,
            TextEncoder encoder,
            TrainingSettings settings,
            double threshold,
            Scorecard card) {
        List<Example> shuffled = new ArrayList<>(examples);
        Collections.shuffle(shuffled, new Random(FOLD_SEED));
        SpanWeights weights = new SpanTrainer(encoder, settings, Heads.labels(examples))
                .train(part(shuffled, index -> index % folds != fold), epoch -> {});
        new Evaluation(encoder, weights, threshold).score(part(shuffled, index -> index % folds == fold), card);
    }

    private static List<Example> part(List<Example> all, IntPredicate kept) {
        return IntStream.range(0, all.size()).filter(kept).mapToObj(all::get).toList();
    }
}
