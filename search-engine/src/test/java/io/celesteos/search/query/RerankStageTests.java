package io.celesteos.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.search.FusionWeights;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.fusion.FusedCandidate;
import io.celesteos.search.rerank.RerankOutcome;
import io.celesteos.search.rerank.RerankProperties;
import io.celesteos.search.rerank.Reranker;
import io.celesteos.search.retrieval.AnalysedQuery;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.QueryKind;
import io.celesteos.search.retrieval.RankedList;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RerankStageTests {

    private static final YachtId YACHT = new YachtId(new UUID(0, 1));
    private static final List<FusedCandidate> FUSED = List.of(candidate(1), candidate(2), candidate(3));

    private final Fake reranker = new Fake();

    @Test
    void theHeadIsBlendedAndTheModelNamed() {
        reranker.outcome = new RerankOutcome.Scored(
                Map.of(candidate(1).key(), 0.1, candidate(2).key(), 0.9), "model", true);

        RerankStage.Head head = run(QueryKind.KEYWORDS, true, FUSED);

        assertThat(head.scores().keySet())
                .as("only as many as the reranker wants to see")
                .containsExactly(candidate(2).key(), candidate(1).key());
        assertThat(head.own())
                .containsExactly(
                        Map.entry(candidate(2).key(), 0.9),
                        Map.entry(candidate(1).key(), 0.1));
        assertThat(head.model()).contains("model");
        assertThat(head.lacking()).isEmpty();
    }

    @Test
    void whatCouldNotBeScoredIsNamed() {
        reranker.outcome = new RerankOutcome.Scored(Map.of(candidate(1).key(), 0.1), "model", false);

        assertThat(run(QueryKind.KEYWORDS, true, FUSED).lacking()).contains(Degradation.RERANK_INCOMPLETE);
    }

    @Test
    void aRerankerThatMissesLeavesTheFusedOrderAndSaysSo() {
        reranker.outcome = new RerankOutcome.Missed();

        RerankStage.Head head = run(QueryKind.KEYWORDS, true, FUSED);

        assertThat(head.scores()).isEmpty();
        assertThat(head.lacking()).contains(Degradation.RERANK_UNAVAILABLE);
    }

    @Test
    void whatNeedsNoRerankingLacksNothing() {
        assertThat(run(QueryKind.KEYWORDS, true, FUSED).lacking()).isEmpty();
        assertThat(run(QueryKind.KEYWORDS, true, List.of()).lacking()).isEmpty();
    }

    @Test
    void itIsNotEvenBegunWhereItIsNotWantedOrNotInstalled() {
        run(QueryKind.KEYWORDS, false, FUSED);
        run(QueryKind.CODE, true, FUSED);
        reranker.depth = 0;
        run(QueryKind.KEYWORDS, true, FUSED);

        assertThat(reranker.yacht).isNull();
    }

    @Test
    void itIsToldWhoseSearchItIsAndHowLongItMayTake() {
        run(QueryKind.QUESTION, true, FUSED);

        assertThat(reranker.yacht).isEqualTo(YACHT);
        Deadline by = java.util.Objects.requireNonNull(reranker.by);
        assertThat(by.remaining()).isLessThanOrEqualTo(Duration.ofSeconds(3));
    }

    private RerankStage.Head run(QueryKind kind, boolean wanted, List<FusedCandidate> fused) {
        SearchPlan plan = new SearchPlan(
                YACHT,
                new AnalysedQuery("oil", List.of(), List.of(), kind, 1),
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
        RerankStage stage = new RerankStage(
                reranker,
                new RerankProperties(
                        RerankProperties.Method.STORED,
                        2,
                        Duration.ofSeconds(3),
                        null,
                        new RerankProperties.Blend(0, 0.9, 0.9, 0.5, 0.7)));
        Optional<Reranker.Attempt> attempt = stage.begin(plan);
        return stage.run(
                attempt,
                plan,
                new FakeSnapshot(RankedList::empty, RankedList::empty, 0),
                fused,
                RequestContext.background(Duration.ofSeconds(60)));
    }

    private static FusedCandidate candidate(int id) {
        return new FusedCandidate(PassageKey.chunk(new UUID(0, id)), null, null, 0, 1.0 / id);
    }

    private static final class Fake implements Reranker {
        private int depth = 2;
        private RerankOutcome outcome = new RerankOutcome.NothingToScore();
        private @Nullable YachtId yacht;
        private @Nullable Deadline by;

        @Override
        public int depth() {
            return depth;
        }

        @Override
        public Attempt begin(YachtId asked, String query) {
            yacht = asked;
            return (head, until) -> {
                by = until;
                return outcome;
            };
        }
    }
}
