package io.celesteos.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrownCorpusTests {

    private final GrownCorpus corpus = SmallCorpus.of(1);

    @Test
    void theFirstChunksAreTheRealOnes() {
        assertThat(corpus.chunk(7).text()).isEqualTo("first 7 half and second 7 half");
        assertThat(corpus.chunk(7).vector())
                .containsExactly(SmallCorpus.vectors().get(7));
        assertThat(corpus.realOnes()).isEqualTo(SmallCorpus.REAL);
    }

    @Test
    void aChunkDependsOnSeedAndNumberAlone() {
        GrownChunk early = corpus.chunk(5_000);
        IntStream.range(0, 100).forEach(corpus::chunk);

        assertThat(corpus.chunk(5_000).vector()).containsExactly(early.vector());
        assertThat(SmallCorpus.of(1).chunk(5_000).text()).isEqualTo(early.text());
        assertThat(SmallCorpus.of(2).chunk(5_000).vector()).isNotEqualTo(early.vector());
        assertThat(corpus.chunk(5_001).vector()).isNotEqualTo(early.vector());
    }

    @Test
    void aMadeVectorHasLengthOneAndIsNearARealOne() {
        for (int number = SmallCorpus.REAL; number < SmallCorpus.REAL + 200; number++) {
            float[] made = corpus.chunk(number).vector();
            double nearest = SmallCorpus.vectors().stream()
                    .mapToDouble(real -> GrownCorpus.dot(made, real))
                    .max()
                    .orElseThrow();

            assertThat(GrownCorpus.dot(made, made)).isCloseTo(1, within(1e-4f));
            assertThat(nearest).isBetween(0.7, 0.9999);
        }
    }

    @Test
    void idsAreReadBack() {
        assertThat(GrownChunk.number(corpus.chunk(0).id())).isZero();
        assertThat(GrownChunk.number(GrownChunk.id(999_999))).isEqualTo(999_999);
    }

    @Test
    void textsAndVectorsMustBelongTogether() {
        assertThatThrownBy(() -> new GrownCorpus(1, List.of("one"), SmallCorpus.vectors()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
