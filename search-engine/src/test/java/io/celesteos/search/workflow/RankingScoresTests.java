package io.celesteos.search.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RankingScoresTests {

    private static final Offset<Double> CLOSE = within(1e-9);
    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);
    private static final UUID OTHER = new UUID(0, 9);

    @Test
    void theBestOrderIsOne() {
        RankingScores scores = RankingScores.of(List.of(Set.of(A), Set.of(B), Set.of(OTHER)), Set.of(A, B));

        assertThat(scores).isEqualTo(new RankingScores(1, 1, 1));
    }

    @Test
    void laterIsLess() {
        RankingScores scores = RankingScores.of(List.of(Set.of(OTHER), Set.of(A), Set.of(OTHER)), Set.of(A, B));

        assertThat(scores.ndcg()).isCloseTo((1 / log2(3)) / (1 + 1 / log2(3)), CLOSE);
        assertThat(scores.recall()).isCloseTo(0.5, CLOSE);
        assertThat(scores.reciprocalRank()).isCloseTo(0.5, CLOSE);
    }

    @Test
    void furtherPassagesOfOneDocumentGainNothing() {
        RankingScores scores = RankingScores.of(
                List.of(Set.of(new UUID(1, 1), A), Set.of(new UUID(1, 2), A), Set.of(B)), Set.of(A, B));

        assertThat(scores.ndcg()).isCloseTo((1 + 1 / log2(4)) / (1 + 1 / log2(3)), CLOSE);
        assertThat(scores.recall()).isCloseTo(1, CLOSE);
    }

    @Test
    void afterTheTenthNothingCounts() {
        List<Set<UUID>> ranked = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ranked.add(Set.of(OTHER));
        }
        ranked.add(Set.of(A));

        assertThat(RankingScores.of(ranked, Set.of(A))).isEqualTo(new RankingScores(0, 0, 0));
        assertThat(RankingScores.of(List.of(), Set.of(A))).isEqualTo(new RankingScores(0, 0, 0));
    }

    @Test
    void aQuestionWithoutRelevantAnswersIsNoQuestion() {
        assertThatIllegalArgumentException().isThrownBy(() -> RankingScores.of(List.of(Set.of(A)), Set.of()));
    }

    @Test
    void percentilesAreValuesThatWereThere() {
        List<Double> values = List.of(30.0, 10.0, 20.0, 40.0);

        assertThat(RankingScores.percentile(values, 0.5)).isEqualTo(20);
        assertThat(RankingScores.percentile(values, 0.95)).isEqualTo(40);
        assertThat(RankingScores.percentile(List.of(7.0), 0.5)).isEqualTo(7);
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}
