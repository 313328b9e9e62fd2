package io.celesteos.nlp.intent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * Multinomial logistic regression over {@link IntentFeatures}: one weight for each feature and intent, a text's features
 * scaled to the length 1, the scores divided by a temperature that makes the probabilities mean what they say (Guo et
 * al., "On calibration of modern neural networks", ICML 2017). Immutable.
 *
 * <p>The file is UTF-8 text in gzip: {@code temperature} and a number, {@code intents} and their names, then a feature a
 * line with {@code index:weight} in thousandths, all parted by tabs.
 */
public final class IntentModel {

    /** Where the shipped model lies on the class path, and under the module's resources. */
    public static final String RESOURCE = "/intent/intent_model.tsv.gz";

    private static final double THOUSANDTHS = 1000;

    private final List<String> intents;
    private final Map<String, float[]> weights;
    private final double temperature;

    /** @param weights a feature's weight for each intent, in the order of {@code intents} */
    public IntentModel(List<String> intents, Map<String, float[]> weights, double temperature) {
        this.intents = List.copyOf(intents);
        this.weights = Collections.unmodifiableMap(new HashMap<>(weights));
        this.temperature = temperature;
    }

    public static IntentModel load() {
        try (InputStream file = IntentModel.class.getResourceAsStream(RESOURCE)) {
            if (file == null) {
                throw new IllegalStateException("The service's data lacks " + RESOURCE);
            }
            return read(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + RESOURCE, unreadable);
        }
    }

    private static IntentModel read(InputStream file) throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
            double temperature = Double.parseDouble(cells(lines, "temperature")[1]);
            String[] names = cells(lines, "intents");
            List<String> intents = Arrays.asList(names).subList(1, names.length);
            Map<String, float[]> weights = new HashMap<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int end = line.indexOf('\t');
                weights.put(end < 0 ? line : line.substring(0, end), weights(line, end, intents.size()));
            }
            return new IntentModel(intents, weights, temperature);
        }
    }

    /** Half a million of them are read at each start: without cutting the line into as many strings. */
    private static float[] weights(String line, int from, int intents) {
        float[] row = new float[intents];
        for (int tab = from; tab >= 0; ) {
            int colon = line.indexOf(':', tab);
            int end = line.indexOf('\t', colon);
            int until = end < 0 ? line.length() : end;
            row[Integer.parseInt(line, tab + 1, colon, 10)] =
                    (float) (Integer.parseInt(line, colon + 1, until, 10) / THOUSANDTHS);
            tab = end;
        }
        return row;
    }

    private static String[] cells(BufferedReader lines, String name) throws IOException {
        String line = lines.readLine();
        if (line == null || !line.startsWith(name + "\t")) {
            throw new IOException("the model has no line of " + name);
        }
        return line.split("\t", -1);
    }

    public List<String> intents() {
        return intents;
    }

    /** A feature's weight for each intent. */
    public Map<String, float[]> weights() {
        return weights;
    }

    public double temperature() {
        return temperature;
    }

    public int size() {
        return weights.size();
    }

    /** Probability of each intent, in the order of {@link #intents()}; they add up to 1. */
    public double[] probabilities(Set<String> features) {
        double[] scores = new double[intents.size()];
        for (String feature : features) {
            float[] row = weights.get(feature);
            if (row != null) {
                for (int i = 0; i < scores.length; i++) {
                    scores[i] += row[i];
                }
            }
        }
        double scale = 1 / (Math.sqrt(features.size()) * temperature);
        double most = Arrays.stream(scores).max().orElse(0) * scale;
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = StrictMath.exp(scores[i] * scale - most);
            sum += scores[i];
        }
        for (int i = 0; i < scores.length; i++) {
            scores[i] /= sum;
        }
        return scores;
    }
}
