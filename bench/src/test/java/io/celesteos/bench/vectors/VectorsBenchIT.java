package io.celesteos.bench.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.bench.corpus.GrownCorpus;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole measurement at a small size: a real search-engine, PostgreSQL with pgvector and raw Lucene. */
class VectorsBenchIT {

    private static final int CHUNKS = 2_000;
    private static final int DIMENSIONS = 384;
    private static final Path ENGINE = Path.of("../search-engine/target/search-engine-0.1.0.jar");

    @TempDir
    Path folder;

    @Test
    void bothHomesFindWhatComparingEverythingFinds() throws Exception {
        Random random = new Random(7);
        List<String> texts = IntStream.range(0, 200)
                .mapToObj(n -> "first passage " + n + " half and second passage " + n + " half")
                .toList();
        List<float[]> vectors = vectors(texts.size(), random);
        VectorsBench bench = new VectorsBench(
                new GrownCorpus(3, texts, vectors),
                vectors(10, random),
                ENGINE,
                folder,
                Map.of(),
                new PrintStream(OutputStream.nullOutputStream()));

        bench.run(CHUNKS, 1);

        assertThat(bench.measured())
                .extracting(Measured::contender)
                .containsOnly("raw Lucene HNSW", "service, lucene", "raw SQL", "service, pgvector");
        // So few are all compared, whichever home they have.
        assertThat(bench.measured())
                .filteredOn(each -> each.contender().startsWith("service"))
                .hasSize(2 * Share.values().length)
                .allSatisfy(each -> {
                    assertThat(each.recall()).isGreaterThan(0.99);
                    assertThat(each.fewest()).isEqualTo(ExactAnswers.K);
                });
        assertThat(bench.built())
                .hasSize(4)
                .allSatisfy(each -> assertThat(each.chunks()).isEqualTo(CHUNKS));
    }

    private static List<float[]> vectors(int count, Random random) {
        return Stream.generate(() -> unit(random)).limit(count).toList();
    }

    private static float[] unit(Random random) {
        float[] vector = new float[DIMENSIONS];
        double squares = 0;
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) random.nextGaussian();
            squares += vector[i] * vector[i];
        }
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }
}
