package io.celesteos.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.search.FusionWeights;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.fusion.FusedCandidate;
import io.celesteos.search.rerank.RerankOutcome;
import io.celesteos.search.rerank.Reranker;
import io.celesteos.search.retrieval.AnalysedQuery;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.QueryKind;
import io.celesteos.search.retrieval.RankedList;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RerankStageTests {

    private static final List<FusedCandidate> FUSED = List.of(candidate(1), candidate(2), candidate(3));

    @Test
    void onlyTheHeadIsScoredAndTheModelNamed() {
        SequencedMap<PassageKey, Double> scores = new LinkedHashMap<>();
        scores.put(candidate(2).key(), 0.9);
        Fake reranker = new Fake(2, new RerankOutcome.Reranked(scores, "cross-encoder"));

        RerankStage.Head head = run(reranker, true, FUSED);

        assertThat(reranker.asked).isEqualTo(2);
        assertThat(head.scores()).containsExactly(Map.entry(candidate(2).key(), 0.9));
        assertThat(head.model()).contains("cross-encoder");
        assertThat(head.missed()).isFalse();
    }

    @Test
    void aRerankerThatMissesLeavesTheFusedOrderAndSaysSo() {
        RerankStage.Head head = run(new Fake(2, new RerankOutcome.Missed()), true, FUSED);

        assertThat(head.scores()).isEmpty();
        assertThat(head.missed()).isTrue();
    }

    @Test
    void withoutARerankerNothingIsMissed() {
        assertThat(run(new Fake(2, new RerankOutcome.NotInstalled()), true, FUSED)
                        .missed())
                .isFalse();
        assertThat(run(new Fake(0, new RerankOutcome.Missed()), true, FUSED).missed())
                .isFalse();
    }

    @Test
    void itIsNotAskedWhereTheCallerDoesNotWantItOrThereIsNothingToScore() {
        Fake reranker = new Fake(2, new RerankOutcome.Missed());

        assertThat(run(reranker, false, FUSED).missed()).isFalse();
        assertThat(run(reranker, true, List.of()).missed()).isFalse();
        assertThat(reranker.asked).isZero();
    }

    private static RerankStage.Head run(Reranker reranker, boolean wanted, List<FusedCandidate> fused) {
        SearchPlan plan = new SearchPlan(
                new YachtId(new UUID(0, 1)),
                new AnalysedQuery("oil", List.of(), List.of(), QueryKind.KEYWORDS, 1),
                SearchType.HYBRID,
                10,
                wanted,
                SearchFilters.none(),
                new FusionWeights(1, 1),
                60,
                1,
                0,
                null,
                false,
                true,
                true);
        return new RerankStage(reranker)
                .run(
                        plan,
                        new FakeSnapshot(RankedList::empty, RankedList::empty, 0),
                        fused,
                        RequestContext.background(Duration.ofSeconds(5)));
    }

    private static FusedCandidate candidate(int id) {
        return new FusedCandidate(PassageKey.chunk(new UUID(0, id)), null, null, 0, 1.0 / id);
    }

    private static final class Fake implements Reranker {
        private final int depth;
        private final RerankOutcome outcome;
        private int asked;

        Fake(int depth, RerankOutcome outcome) {
            this.depth = depth;
            this.outcome = outcome;
        }

        @Override
        public RerankOutcome rerank(
                String query, List<FusedCandidate> fused, Map<PassageKey, Passage> passages, Deadline deadline) {
            asked = fused.size();
            return outcome;
        }

        @Override
        public int depth() {
            return depth;
        }
    }
}
