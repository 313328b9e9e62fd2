package io.celesteos.bench.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.celesteos.bench.corpus.GrownCorpus;
import io.celesteos.bench.corpus.SmallCorpus;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExactAnswersTests {

    private final GrownCorpus corpus = SmallCorpus.of(1);

    @Test
    void filtersKeepWhatTheySay() {
        int chunks = 20_000;
        assertThat(kept(Share.ALL, chunks)).isEqualTo(chunks);
        assertThat(kept(Share.TENTH, chunks)).isBetween(1_800, 2_200);
        assertThat(kept(Share.HUNDREDTH, chunks)).isBetween(140, 260);
        assertThat(kept(Share.TOPIC, chunks)).isBetween(140, 260);
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
}
