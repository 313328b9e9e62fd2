package io.celesteos.search.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.Candidate;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.LateSearchException;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.RankedList;
import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.vector.EmbeddingUnavailableException;
import io.celesteos.search.vector.SpaceSearch;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OtherSpaceTests {

    private static final YachtId YACHT = new YachtId(new UUID(0, 1));
    private static final EmbeddingSpace SPACE = new EmbeddingSpace("openai/m@2", "m", 2);
    private static final RankedList ONE = new RankedList(List.of(new Candidate(PassageKey.chunk(new UUID(0, 1)), 1)));
    private static final UnitVector VECTOR = UnitVector.of(new float[] {1, 0});
    private static final Duration QUERY = Duration.ofMillis(800);

    private final List<String> sent = new ArrayList<>();
    private Supplier<RankedList> search = () -> ONE;
    private Supplier<UnitVector> provider = () -> VECTOR;
    private Supplier<Integer> stored = () -> 5;
    private Executor threads = Runnable::run;

    @Test
    void theProvidersSpaceIsSearchedWithTheProvidersVector() {
        VectorFallback.Found found = ask().orElseThrow();

        assertThat(found.nearest()).isEqualTo(ONE);
        assertThat(found.space()).isEqualTo(SPACE);
        assertThat(found.whole()).isTrue();
        assertThat(sent).containsExactly("oil");
    }

    @Test
    void chunksWithoutAVectorThereMakeItIncomplete() {
        stored = () -> 4;

        assertThat(ask().orElseThrow().whole()).isFalse();
    }

    @Test
    void aYachtWithoutTheSpaceSendsNothing() {
        stored = () -> 0;

        assertThat(ask()).isEmpty();
        assertThat(sent).isEmpty();
    }

    @Test
    void whateverFailsIsNoFallback() {
        provider = () -> {
            throw new EmbeddingUnavailableException("away");
        };
        assertThat(ask()).isEmpty();
        provider = () -> VECTOR;
        search = () -> {
            throw new LateSearchException("vector");
        };
        assertThat(ask()).isEmpty();
        search = () -> {
            throw new IllegalStateException("broken");
        };
        assertThat(ask()).isEmpty();
        stored = () -> {
            throw ProblemException.of(ProblemType.UPSTREAM_UNAVAILABLE, "away");
        };
        assertThat(ask()).isEmpty();
    }

    @Test
    void theServiceLeavesTimeForTheProviderAndKeepsAShareInAnyCase() {
        OtherSpace space = space();

        assertThat(space.serviceShare(Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(1));
        assertThat(space.serviceShare(Duration.ofSeconds(1))).isEqualTo(Duration.ofMillis(500));
        assertThat(VectorFallback.NONE.serviceShare(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aProviderThatIsAwayAsWellIsKeptNoTime() {
        provider = () -> {
            throw new EmbeddingUnavailableException("limited", Duration.ofSeconds(30));
        };
        OtherSpace space = space();
        assertThat(space.search(snapshot(), question())).isEmpty();

        assertThat(space.serviceShare(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aDatabaseThatHangsIsWaitedForNoLongerThanTheSearchHasTime() {
        threads = never -> {};

        assertThat(space().search(snapshot(), question(Duration.ofMillis(5)))).isEmpty();
        assertThat(sent).isEmpty();
    }

    private Optional<VectorFallback.Found> ask() {
        return space().search(snapshot(), question());
    }

    private static VectorFallback.Question question() {
        return question(Duration.ofMinutes(1));
    }

    private static VectorFallback.Question question(Duration left) {
        return new VectorFallback.Question("oil", SearchFilters.none(), 100, Deadline.in(left));
    }

    private OtherSpace space() {
        FallbackVectors vectors = new NoVectors() {
            @Override
            public int count(YachtId yacht) {
                return stored.get();
            }
        };
        SpaceSearch searched = (snapshot, space, query) -> {
            assertThat(space).isEqualTo(SPACE);
            assertThat(query.vector()).isEqualTo(VECTOR);
            return search.get();
        };
        FallbackQueries queries = new FallbackQueries(
                (texts, limit) -> {
                    sent.addAll(texts);
                    return new PaidEmbedder.Answer(List.of(provider.get()), 1);
                },
                QUERY,
                System::nanoTime);
        return new OtherSpace(
                SPACE, queries, QUERY, new StoredCounts(vectors, threads, Ticker.systemTicker()), searched);
    }

    private static IndexSnapshot snapshot() {
        return (IndexSnapshot) Proxy.newProxyInstance(
                IndexSnapshot.class.getClassLoader(),
                new Class<?>[] {IndexSnapshot.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "yacht" -> YACHT;
                    case "chunks" -> 5;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
