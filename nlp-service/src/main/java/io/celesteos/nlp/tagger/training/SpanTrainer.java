package io.celesteos.nlp.tagger.training;

import io.celesteos.nlp.tagger.EncodedText;
import io.celesteos.nlp.tagger.SpanWeights;
import io.celesteos.nlp.tagger.TextEncoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Maximum likelihood by AdaGrad (Duchi and others, JMLR 2011), one text a step, in an order shuffled from the seed.
 * Several models from seeds in a row are averaged weight by weight: scores are linear in the weights, so the average is
 * as good as asking all of them and as fast as one.
 */
final class SpanTrainer {

    private static final double LAST_RATE = 0.1;

    private final TextEncoder encoder;
    private final TrainingSettings settings;
    private final List<String> labels;

    /** @param labels the first is {@link SpanWeights#OUTSIDE} */
    SpanTrainer(TextEncoder encoder, TrainingSettings settings, List<String> labels) {
        this.encoder = encoder;
        this.settings = settings;
        this.labels = List.copyOf(labels);
    }

    /** @param epochDone told after every epoch of every model, from any thread */
    SpanWeights train(List<Example> examples, IntConsumer epochDone) {
        List<EncodedExample> encoded = examples.stream()
                .map(example -> new EncodedExample(encoder.encode(example.words()), example))
                .toList();
        List<SpanWeights> models = IntStream.range(0, settings.models())
                .parallel()
                .mapToObj(model -> one(encoded, settings.seed() + model, epochDone))
                .toList();
        return average(models);
    }

    /** A text ready for training. */
    record EncodedExample(EncodedText text, Example example) {}

    private SpanWeights one(List<EncodedExample> examples, long seed, IntConsumer epochDone) {
        SpanWeights weights = SpanWeights.zeros(labels, settings.longest(), settings.bits(), encoder.dimensions());
        var steps = new AdaGradSteps(weights, settings);
        var random = new Random(seed);
        List<EncodedExample> order = new ArrayList<>(examples);
        for (int epoch = 0; epoch < settings.epochs(); epoch++) {
            double rate = settings.rate() * (1 - (1 - LAST_RATE) * epoch / settings.epochs());
            Collections.shuffle(order, random);
            for (EncodedExample example : order) {
                new TrainingStep(example, weights, settings, random.nextInt()).take(steps, rate);
            }
            epochDone.accept(epoch + 1);
        }
        scaleForAllFeatures(weights);
        return weights;
    }

    /** In training a share of the features was missing; reading has them all. */
    private void scaleForAllFeatures(SpanWeights weights) {
        float kept = (float) (1 - settings.sparseDropout());
        for (int i = 0; i < weights.sparse().length; i++) {
            weights.sparse()[i] *= kept;
        }
    }

    private SpanWeights average(List<SpanWeights> models) {
        SpanWeights mean = SpanWeights.zeros(labels, settings.longest(), settings.bits(), encoder.dimensions());
        for (SpanWeights model : models) {
            add(model.sparse(), mean.sparse(), models.size());
            add(model.dense(), mean.dense(), models.size());
            add(model.transitions(), mean.transitions(), models.size());
        }
        return mean;
    }

    private static void add(float[] from, float[] to, int parts) {
        for (int i = 0; i < to.length; i++) {
            to[i] += from[i] / parts;
        }
    }
}
