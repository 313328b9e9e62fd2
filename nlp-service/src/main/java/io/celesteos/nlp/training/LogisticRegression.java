package io.celesteos.nlp.training;

import io.celesteos.nlp.intent.IntentModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/**
 * Fits an {@link IntentModel} by stochastic gradient descent with AdaGrad steps (Duchi et al., JMLR 12, 2011), a
 * Gaussian prior on the weights, and the mean of the weights over the second half of the rounds. The same examples,
 * settings and seed give the same weights on every platform: nothing depends on hash order, threads or fast math.
 *
 * @param seed of the order of the examples
 * @param rounds over all examples
 * @param prior strength of the pull to zero; raising it smooths
 * @param step first step; AdaGrad shrinks it
 * @param rarest a feature in fewer examples than this is left out
 * @param leftOut share of an example's features that each step does without, so that none is relied upon alone
 */
record LogisticRegression(long seed, int rounds, double prior, double step, int rarest, double leftOut) {

    /** Chosen by five-fold cross-validation on the train split of the annotated sentences. */
    static LogisticRegression withSeed(long seed) {
        return new LogisticRegression(seed, 40, 1e-4, 0.3, 1, 0.5);
    }

    IntentModel fit(List<Example> examples, double temperature) {
        List<String> intents =
                List.copyOf(new TreeSet<>(examples.stream().map(Example::intent).toList()));
        Map<String, Integer> features = features(examples);
        int[][] rows = new int[examples.size()][];
        double[] scales = new double[examples.size()];
        int[] wanted = new int[examples.size()];
        for (int i = 0; i < rows.length; i++) {
            Example example = examples.get(i);
            rows[i] = example.features().stream()
                    .filter(features::containsKey)
                    .mapToInt(features::get)
                    .toArray();
            scales[i] = 1 / StrictMath.sqrt(example.features().size());
            wanted[i] = intents.indexOf(example.intent());
        }
        double[][] weights = descend(rows, scales, wanted, features.size(), intents.size());
        Map<String, float[]> named = new HashMap<>();
        features.forEach((feature, index) -> named.put(feature, rounded(weights[index])));
        return new IntentModel(intents, named, temperature);
    }

    /** The features that are frequent enough, numbered in the order in which they come. */
    private Map<String, Integer> features(List<Example> examples) {
        Map<String, Integer> counts = new HashMap<>();
        List<String> order = new ArrayList<>();
        for (Example example : examples) {
            for (String feature : example.features()) {
                if (counts.merge(feature, 1, Integer::sum) == rarest) {
                    order.add(feature);
                }
            }
        }
        Map<String, Integer> numbered = new HashMap<>();
        order.forEach(feature -> numbered.put(feature, numbered.size()));
        return numbered;
    }

    private double[][] descend(int[][] rows, double[] scales, int[] wanted, int features, int intents) {
        double[][] weights = new double[features][intents];
        double[][] squares = new double[features][intents];
        double[][] mean = new double[features][intents];
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            order.add(i);
        }
        Random random = new Random(seed);
        double[] error = new double[intents];
        int averaged = 0;
        for (int round = 0; round < rounds; round++) {
            Collections.shuffle(order, random);
            for (int example : order) {
                int[] kept = kept(rows[example], random);
                double scale = scales[example] / (1 - leftOut);
                errors(weights, kept, scale, wanted[example], error);
                for (int feature : kept) {
                    update(weights[feature], squares[feature], error, scale);
                }
            }
            if (round >= rounds / 2) {
                averaged++;
                add(mean, weights);
            }
        }
        for (double[] row : mean) {
            for (int i = 0; i < intents; i++) {
                row[i] /= averaged;
            }
        }
        return mean;
    }

    private int[] kept(int[] row, Random random) {
        return leftOut == 0
                ? row
                : Arrays.stream(row)
                        .filter(feature -> random.nextDouble() >= leftOut)
                        .toArray();
    }

    private static void errors(double[][] weights, int[] row, double scale, int wanted, double[] error) {
        Arrays.fill(error, 0);
        for (int feature : row) {
            for (int i = 0; i < error.length; i++) {
                error[i] += weights[feature][i];
            }
        }
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < error.length; i++) {
            error[i] *= scale;
            most = Math.max(most, error[i]);
        }
        double sum = 0;
        for (int i = 0; i < error.length; i++) {
            error[i] = StrictMath.exp(error[i] - most);
            sum += error[i];
        }
        for (int i = 0; i < error.length; i++) {
            error[i] = error[i] / sum - (i == wanted ? 1 : 0);
        }
    }

    private void update(double[] weights, double[] squares, double[] error, double scale) {
        for (int i = 0; i < weights.length; i++) {
            double gradient = error[i] * scale + prior * weights[i];
            squares[i] += gradient * gradient;
            weights[i] -= step * gradient / (1e-6 + StrictMath.sqrt(squares[i]));
        }
    }

    private static void add(double[][] sum, double[][] weights) {
        for (int i = 0; i < sum.length; i++) {
            for (int j = 0; j < sum[i].length; j++) {
                sum[i][j] += weights[i][j];
            }
        }
    }

    /** To hundredths; what is near zero says nothing and is not worth its place in the file. */
    private static float[] rounded(double[] weights) {
        float[] rounded = new float[weights.length];
        for (int i = 0; i < weights.length; i++) {
            rounded[i] = Math.abs(weights[i]) < 0.5 ? 0 : Math.round(weights[i] * 100) / 100f;
        }
        return rounded;
    }
}
