package io.celesteos.bench.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrownCorpusTests {

    private static final int REAL = 200;
    private static final int DIMENSIONS = 32;

    private final GrownCorpus corpus = corpus(1);

    @Test
    void theFirstChunksAreTheRealOnes() {
        assertThat(corpus.chunk(7).text()).isEqualTo("first 7 half and second 7 half");
        assertThat(corpus.chunk(7).vector()).containsExactly(vectors().get(7));
        assertThat(corpus.realOnes()).isEqualTo(REAL);
    }

    @Test
    void aChunkDependsOnSeedAndNumberAlone() {
        GrownChunk early = corpus.chunk(5_000);
        IntStream.range(0, 100).forEach(corpus::chunk);

        assertThat(corpus.chunk(5_000).vector()).containsExactly(early.vector());
        assertThat(corpus(1).chunk(5_000).text()).isEqualTo(early.text());
        assertThat(corpus(2).chunk(5_000).vector()).isNotEqualTo(early.vector());
        assertThat(corpus.chunk(5_001).vector()).isNotEqualTo(early.vector());
    }

    @Test
    void aMadeVectorHasLengthOneAndIsNearARealOne() {
        for (int number = REAL; number < REAL + 200; number++) {
            float[] made = corpus.chunk(number).vector();
            double nearest = vectors().stream()
                    .mapToDouble(real -> GrownCorpus.dot(made, real))
                    .max()
                    .orElseThrow();

            assertThat(GrownCorpus.dot(made, made)).isCloseTo(1, within(1e-4f));
            assertThat(nearest).isBetween(0.7, 0.9999);
        }
    }

    @Test
    void filtersKeepWhatTheySay() {
        int chunks = 20_000;
        assertThat(kept(Share.ALL, chunks)).isEqualTo(chunks);
        assertThat(kept(Share.TENTH, chunks)).isBetween(1_800, 2_200);
        assertThat(kept(Share.HUNDREDTH, chunks)).isBetween(140, 260);
        assertThat(kept(Share.TOPIC, chunks)).isBetween(140, 260);
    }

    @Test
    void idsAreReadBack() {
        assertThat(GrownChunk.number(corpus.chunk(0).id())).isZero();
        assertThat(GrownChunk.number(GrownChunk.id(999_999))).isEqualTo(999_999);
    }

    @Test
    void textsAndVectorsMustBelongTogether() {
        assertThatThrownBy(() -> new GrownCorpus(1, List.of("one"), vectors()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void recallIsTheShareOfTheTrueTen() {
        List<float[]> queries = List.of(corpus.chunk(3).vector());
        ExactAnswers truth = ExactAnswers.of(corpus, 5_000, queries);
        List<Integer> nearest = IntStream.range(0, 5_000)
                .boxed()
                .sorted(java.util.Comparator.comparingDouble(number -> -GrownCorpus.dot(
                        queries.getFirst(), corpus.chunk(number).vector())))
                .limit(10)
                .toList();

        assertThat(truth.recall(Share.ALL, 0, nearest)).isEqualTo(1);
        assertThat(truth.recall(Share.ALL, 0, nearest.subList(0, 7))).isCloseTo(0.7, within(1e-9));
        assertThat(truth.recall(Share.TENTH, 0, List.of())).isZero();
    }

    private int kept(Share share, int chunks) {
        return (int) IntStream.range(0, chunks)
                .filter(number -> share.keeps(corpus.chunk(number)))
                .count();
    }

    private static GrownCorpus corpus(long seed) {
        return new GrownCorpus(
                seed,
                IntStream.range(0, REAL)
                        .mapToObj(i -> "first " + i + " half and second " + i + " half")
                        .toList(),
                vectors());
    }

    /** Ten crowds, as topics are. */
    private static List<float[]> vectors() {
        Random random = new Random(3);
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < REAL; i++) {
            Random crowd = new Random(i / 20);
            float[] vector = new float[DIMENSIONS];
            double squares = 0;
            for (int d = 0; d < DIMENSIONS; d++) {
                vector[d] = (float) (crowd.nextGaussian() + 0.4 * random.nextGaussian());
                squares += vector[d] * vector[d];
            }
            for (int d = 0; d < DIMENSIONS; d++) {
                vector[d] /= (float) Math.sqrt(squares);
            }
            vectors.add(vector);
        }
        return vectors;
    }
}
