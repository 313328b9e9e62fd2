package io.celesteos.nlp.training;

import io.celesteos.nlp.intent.IntentModel;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** Writes a model as {@link IntentModel} reads it, features in alphabetical order. */
final class IntentModelFile {

    private static final int THOUSANDTHS = 1000;

    private IntentModelFile() {}

    static void write(IntentModel model, Path file) throws IOException {
        try (var out = new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8))) {
            out.write("temperature\t" + model.temperature() + "\n");
            out.write("intents\t" + String.join("\t", model.intents()) + "\n");
            for (Map.Entry<String, float[]> entry : new TreeMap<>(model.weights()).entrySet()) {
                String row = row(entry.getValue());
                if (!row.isEmpty()) {
                    out.write(entry.getKey() + row + "\n");
                }
            }
        }
    }

    private static String row(float[] weights) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < weights.length; i++) {
            int thousandths = Math.round(weights[i] * THOUSANDTHS);
            if (thousandths != 0) {
                row.append('\t').append(i).append(':').append(thousandths);
            }
        }
        return row.toString();
    }
}
