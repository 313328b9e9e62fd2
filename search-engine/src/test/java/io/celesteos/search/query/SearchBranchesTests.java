package io.celesteos.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.search.FusionWeights;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.AnalysedQuery;
import io.celesteos.search.retrieval.Candidate;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.LateSearchException;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.QueryKind;
import io.celesteos.search.retrieval.RankedList;
import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.vector.EmbeddingRefusals;
import io.celesteos.search.vector.QueryEmbedder;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
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

    private static BranchResults run(
            SearchPlan plan, IndexSnapshot snapshot, QueryEmbedder embedder, Duration lexical, Duration vector) {
        QueryProperties properties = new QueryProperties(100, lexical, vector, 4, LONG);
        try (SearchBranches branches = new SearchBranches(embedder, IndexSnapshot::nearest, properties)) {
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
