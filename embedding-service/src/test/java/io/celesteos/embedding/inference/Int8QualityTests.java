package io.celesteos.embedding.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.model.RealModels;
import io.celesteos.embedding.tokenize.TokenizedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the small weights cost, over paragraphs of the demo yachts' documents; printed, and held to what was
 * measured with some room (docs/embedding/models.md).
 */
class Int8QualityTests {

    private static final Path DOCUMENTS = Path.of("..", "demo", "celeste", "documents");
    private static final int PARAGRAPHS = 60;

    @ParameterizedTest
    @CsvSource({"bge-small, 0.99", "minilm, 0.975"})
    void int8VectorsPointWhereFp32VectorsDo(String name, double floor) throws IOException {
        LoadedModel int8 = RealModels.catalog().require(name);
        LoadedModel fp32 = RealModels.fp32(int8);
        DoubleSummaryStatistics cosines = new DoubleSummaryStatistics();

        for (String paragraph : paragraphs()) {
            TokenizedText text = int8.tokenizer().tokenize(paragraph);
            cosines.accept(cosine(vector(int8, text), vector(fp32, text)));
        }

        System.out.printf(
                Locale.ROOT,
                "%s: int8 to fp32 over %d paragraphs: mean cosine %.4f, least %.4f%n",
                int8.name(),
                cosines.getCount(),
                cosines.getAverage(),
                cosines.getMin());
        assertThat(cosines.getCount()).isEqualTo(PARAGRAPHS);
        assertThat(cosines.getAverage()).isBetween(floor, 0.99999);
    }

    private static List<String> paragraphs() throws IOException {
        try (Stream<Path> files = Files.walk(DOCUMENTS)) {
            List<String> all = files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .flatMap(file -> Arrays.stream(read(file).split("\n\n")))
                    .map(String::strip)
                    .filter(paragraph -> paragraph.length() > 80)
                    .toList();
            // Evenly from all documents.
            return Stream.iterate(0, i -> i + all.size() / PARAGRAPHS)
                    .limit(PARAGRAPHS)
                    .map(all::get)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static float[] vector(LoadedModel model, TokenizedText text) {
        return L2Normalization.normalize(
                model.artifact().pooling().pool(model.encoder().encode(text)));
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        for (int d = 0; d < a.length; d++) {
            dot += a[d] * b[d];
        }
        return dot;
    }
}
