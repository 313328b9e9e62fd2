package io.celesteos.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.search.FusionWeights;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.fallback.VectorFallback;
import io.celesteos.search.retrieval.AnalysedQuery;
import io.celesteos.search.retrieval.Candidate;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.LateSearchException;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.QueryKind;
import io.celesteos.search.retrieval.RankedList;
import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.vector.EmbeddingRefusals;
import io.celesteos.search.vector.QueryEmbedder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SearchBranchesTests {

    private static final RankedList ONE = new RankedList(List.of(new Candidate(PassageKey.chunk(new UUID(0, 1)), 1)));
    private static final UnitVector VECTOR = UnitVector.of(new float[] {1, 0});
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(30);

    @Test
    void bothBranchesRunAtTheSameTime() {
        // Each waits for the other: one after the other they would never both arrive.
        CyclicBarrier meeting = new CyclicBarrier(2);
        Supplier<RankedList> branch = () -> {
            try {
                meeting.await();
                return ONE;
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        };

        BranchResults results =
                run(plan(null), new FakeSnapshot(branch, branch, 1), (space, query) -> VECTOR, LONG, LONG);

        assertThat(results.bm25()).isEqualTo(ONE);
        assertThat(results.vector()).isEqualTo(ONE);
        assertThat(results.degradations()).isEmpty();
    }

    @Test
    void withoutAQueryVectorTheLexicalBranchAnswersAlone() {
        BranchResults results = run(
                plan(null),
                new FakeSnapshot(() -> ONE, () -> ONE, 0),
                (space, query) -> {
                    throw EmbeddingRefusals.away();
                },
                LONG,
                LONG);

        assertThat(results.bm25()).isEqualTo(ONE);
        assertThat(results.vector()).isNull();
        assertThat(results.degradations()).containsExactly(Degradation.EMBEDDING_UNAVAILABLE);
    }

    @Test
    void aVectorOfTheCallersOwnSparesTheEmbedding() {
        BranchResults results = run(
                plan(VECTOR),
                new FakeSnapshot(() -> ONE, () -> ONE, 1),
                (space, query) -> {
                    throw new AssertionError("nobody asked");
                },
                LONG,
                LONG);

        assertThat(results.vector()).isEqualTo(ONE);
        assertThat(results.degradations()).isEmpty();
    }

    @Test
    void missingVectorsAreNamed() {
        BranchResults results =
                run(plan(VECTOR), new FakeSnapshot(() -> ONE, () -> ONE, 0), (space, query) -> VECTOR, LONG, LONG);

        assertThat(results.vector()).isEqualTo(ONE);
        assertThat(results.degradations()).containsExactly(Degradation.VECTORS_INCOMPLETE);
    }

    @Test
    void aLateBranchIsLeftOutAndStopped() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        Supplier<RankedList> never = () -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stop) {
                interrupted.countDown();
            }
            return ONE;
        };

        BranchResults results =
                run(plan(VECTOR), new FakeSnapshot(() -> ONE, never, 1), (space, query) -> VECTOR, LONG, SHORT);

        assertThat(results.bm25()).isEqualTo(ONE);
        assertThat(results.vector()).isNull();
        assertThat(results.degradations()).containsExactly(Degradation.VECTOR_SEARCH_UNAVAILABLE);
        interrupted.await();
    }

    @Test
    void aBranchThatFailsOrSaysItIsLateIsNamed() {
        BranchResults results = run(
                plan(VECTOR),
                new FakeSnapshot(
                        () -> {
                            throw new LateSearchException("bm25");
                        },
                        () -> {
                            throw new IllegalStateException("broken index");
                        },
                        1),
                (space, query) -> VECTOR,
                LONG,
                LONG);

        assertThat(results.degradations())
                .containsExactly(Degradation.LEXICAL_SEARCH_UNAVAILABLE, Degradation.VECTOR_SEARCH_UNAVAILABLE);
        assertThat(results.lexicalList().size() + results.vectorList().size()).isZero();
    }

    @Test
    void withoutAQueryVectorTheOtherSpaceIsSearchedAndNamed() {
        EmbeddingSpace other = new EmbeddingSpace("other", "other-model", 3);
        AtomicReference<VectorFallback.Question> asked = new AtomicReference<>();

        BranchResults results = run(
                plan(null),
                new FakeSnapshot(
                        () -> ONE,
                        () -> {
                            throw new AssertionError("the served space must not be searched");
                        },
                        1),
                (space, query) -> {
                    throw EmbeddingRefusals.away();
                },
                new Other(Duration.ofMillis(700), question -> {
                    asked.set(question);
                    return Optional.of(new VectorFallback.Found(ONE, other, false));
                }),
                LONG,
                LONG);

        assertThat(results.vector()).isEqualTo(ONE);
        assertThat(results.space()).isEqualTo(other);
        assertThat(results.degradations())
                .containsExactly(Degradation.EMBEDDING_FALLBACK, Degradation.VECTORS_INCOMPLETE);
        assertThat(asked.get().text()).isEqualTo("oil");
        assertThat(asked.get().window()).isEqualTo(100);
    }

    @Test
    void theEmbeddingServiceSeesItsShareOfTheTimeOnly() {
        List<Duration> seen = new ArrayList<>();

        BranchResults results = run(
                plan(null),
                new FakeSnapshot(() -> ONE, () -> ONE, 1),
                (space, query) -> {
                    seen.add(RequestContext.current().deadline().remaining());
                    return VECTOR;
                },
                new Other(Duration.ofMillis(700), question -> Optional.empty()),
                LONG,
                LONG);

        assertThat(results.degradations()).isEmpty();
        assertThat(results.space()).isEqualTo(new FakeSnapshot(() -> ONE, () -> ONE, 1).space());
        assertThat(seen.getFirst()).isLessThanOrEqualTo(Duration.ofMillis(700));
    }

    @Test
    void whatTheServiceRefusesIsNotSentElsewhere() {
        BranchResults results = run(
                plan(null),
                new FakeSnapshot(() -> ONE, () -> ONE, 1),
                (space, query) -> {
                    throw EmbeddingRefusals.refused();
                },
                new Other(LONG, question -> {
                    throw new AssertionError("nobody asked");
                }),
                LONG,
                LONG);

        assertThat(results.degradations()).containsExactly(Degradation.EMBEDDING_UNAVAILABLE);
    }

    /** Another space, as a test wants it. */
    private record Other(Duration share, Function<Question, Optional<Found>> searched) implements VectorFallback {

        @Override
        public Duration serviceShare(Duration left) {
            return share;
        }

        @Override
        public Optional<Found> search(IndexSnapshot snapshot, Question question) {
            return searched.apply(question);
        }
    }

    private static BranchResults run(
            SearchPlan plan, IndexSnapshot snapshot, QueryEmbedder embedder, Duration lexical, Duration vector) {
        return run(plan, snapshot, embedder, VectorFallback.NONE, lexical, vector);
    }

    private static BranchResults run(
            SearchPlan plan,
            IndexSnapshot snapshot,
            QueryEmbedder embedder,
            VectorFallback fallback,
            Duration lexical,
            Duration vector) {
        QueryProperties properties = new QueryProperties(100, lexical, vector, 4, LONG);
        try (SearchBranches branches = new SearchBranches(embedder, IndexSnapshot::nearest, fallback, properties)) {
            return branches.run(plan, snapshot, RequestContext.background(LONG));
        }
    }

    private static SearchPlan plan(@Nullable UnitVector given) {
        return new SearchPlan(
                new YachtId(new UUID(0, 1)),
                new AnalysedQuery("oil", List.of(List.of("oil")), List.of(), QueryKind.KEYWORDS, 1),
                SearchType.HYBRID,
                10,
                true,
                SearchFilters.none(),
                new FusionWeights(1, 1),
                60,
                1,
                0,
                given,
                false,
                true,
                true);
    }
}
