package io.celesteos.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MixedRunTests {

    private static final List<LoadQuery> QUERIES = IntStream.range(0, 5)
            .mapToObj(n -> new LoadQuery("q" + n, new float[] {n}))
            .toList();

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    @Test
    void eachRoundAsksEveryContenderTheSameQuestionInAnotherOrder() throws IOException {
        MixedRun run = new MixedRun(List.of(asks("a"), asks("b"), asks("c")), QUERIES, 1);

        run.oneAtATime(10, Duration.ofHours(1), round -> {});

        List<List<String>> rounds = IntStream.range(0, 10)
                .mapToObj(n -> asked.subList(3 * n, 3 * n + 3))
                .toList();
        assertThat(rounds).allSatisfy(round -> {
            assertThat(round.stream().map(each -> each.substring(2)).distinct()).hasSize(1);
            assertThat(round.stream().map(each -> each.substring(0, 1))).containsExactlyInAnyOrder("a", "b", "c");
        });
        assertThat(rounds.stream()
                        .map(round ->
                                round.stream().map(each -> each.substring(0, 1)).toList())
                        .distinct())
                .hasSizeGreaterThan(1);
        assertThat(rounds.subList(0, 5).stream().map(round -> round.getFirst().substring(2)))
                .as("no question twice before all were asked")
                .doesNotHaveDuplicates();
        assertThat(run.speeds())
                .allSatisfy(speed ->
                        assertThat(speed.single()).extracting(Percentiles::n).isEqualTo(10));
    }

    @Test
    void theTimeLimitEndsTheRoundsButNotBeforeTheFirst() {
        MixedRun run = new MixedRun(List.of(asks("a")), QUERIES, 1);

        run.oneAtATime(1_000_000, Duration.ZERO, round -> {});

        assertThat(asked).hasSize(1);
    }

    @Test
    void theWarmUpDoesNotCount() throws IOException {
        MixedRun run = new MixedRun(List.of(asks("a")), QUERIES, 1);

        run.warmUp(2, Duration.ofMillis(1), turn -> {});

        assertThat(asked).isNotEmpty();
        assertThat(run.speeds()).singleElement().satisfies(speed -> {
            assertThat(speed.busy()).isNull();
            assertThat(speed.perSecond()).isZero();
        });
    }

    @Test
    void callersAtOnceAreCountedTogether() throws IOException {
        MixedRun run = new MixedRun(List.of(asks("a")), QUERIES, 1);
        List<Long> turns = new ArrayList<>();

        run.together(3, Duration.ofMillis(1), turns::add);

        assertThat(turns).containsExactly(1L);
        assertThat(run.speeds().getFirst().busy()).extracting(Percentiles::n).isEqualTo(asked.size());
        assertThat(run.speeds().getFirst().perSecond()).isPositive();
    }

    @Test
    void whatFailsIsCountedAndNotTimed() throws IOException {
        MixedRun run = new MixedRun(
                List.of(new Asks("late", Kind.WORDS, () -> {
                    throw new IOException("not a whole answer");
                })),
                QUERIES,
                1);

        run.oneAtATime(3, Duration.ofHours(1), round -> {});
        run.together(1, Duration.ZERO, turn -> {});

        assertThat(run.speeds()).singleElement().satisfies(speed -> {
            assertThat(speed.single()).isNull();
            assertThat(speed.busy()).isNull();
            assertThat(speed.failures()).isEqualTo(4);
            assertThat(speed.failure()).isEqualTo("not a whole answer");
        });
    }

    @Test
    void aContenderThatBreaksDownEndsTheRun() {
        MixedRun run = new MixedRun(
                List.of(new Asks("broken", Kind.WORDS, () -> {
                    throw new IllegalStateException("no more");
                })),
                QUERIES,
                1);

        assertThatIOException()
                .isThrownBy(() -> run.together(2, Duration.ZERO, turn -> {}))
                .withMessageContaining("broken broke down")
                .withMessageContaining("no more");
    }

    @Test
    void theBranchIsTheStageOfItsKind() {
        MixedRun run = new MixedRun(
                List.of(
                        new Asks("words", Kind.WORDS, () -> Map.of("bm25", 2.0, "vector", 9.0)),
                        new Asks("vectors", Kind.VECTORS, () -> Map.of("bm25", 2.0, "vector", 9.0)),
                        new Asks("both", Kind.HYBRID, () -> Map.of("bm25", 2.0, "vector", 9.0))),
                QUERIES,
                1);

        run.oneAtATime(3, Duration.ofHours(1), round -> {});

        assertThat(run.speeds().get(0).own()).isEqualTo(new Percentiles(3, 2, 2, 2));
        assertThat(run.speeds().get(1).own()).isEqualTo(new Percentiles(3, 9, 9, 9));
        assertThat(run.speeds().get(2).own()).isNull();
        assertThat(run.speeds().get(2).stages()).containsOnly(Map.entry("bm25", 2.0), Map.entry("vector", 9.0));
    }

    private Contender asks(String name) {
        return new Asks(name, Kind.WORDS, Map::of);
    }

    private final class Asks implements Contender {
        private final String name;
        private final Kind kind;
        private final Reply reply;

        Asks(String name, Kind kind, Reply reply) {
            this.name = name;
            this.kind = kind;
            this.reply = reply;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Kind kind() {
            return kind;
        }

        @Override
        public boolean raw() {
            return true;
        }

        @Override
        public Reply ask(LoadQuery query) {
            asked.add(name + " " + query.text());
            return reply;
        }
    }
}
