package io.celesteos.gateway.fallback.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.celesteos.contracts.search.FusionWeights;
import io.celesteos.contracts.search.HitType;
import io.celesteos.contracts.search.SearchRequest;
import io.celesteos.gateway.stack.Yachts;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FusionTests {

    private static final FusionWeights EQUAL = new FusionWeights(1, 1);
    private static final PassageKey A = new PassageKey(HitType.DOCUMENT_CHUNK, new UUID(0, 1));
    private static final PassageKey B = new PassageKey(HitType.DOCUMENT_CHUNK, new UUID(0, 2));
    private static final PassageKey C = new PassageKey(HitType.FAULT, new UUID(0, 3));

    @Test
    void whatBothBranchesFoundComesFirst() {
        List<Fusion.Fused> order = Fusion.of(
                List.of(new Ranked(C, 9.0), new Ranked(A, 5.0)),
                List.of(new Ranked(B, 0.9), new Ranked(A, 0.8)),
                EQUAL);
        assertThat(order).extracting(Fusion.Fused::key).containsExactly(A, C, B);
        Fusion.Fused first = order.getFirst();
        assertThat(first.scores().fusion()).isEqualTo(1.0 / 62 + 1.0 / 62, within(1e-12));
        assertThat(first.score()).isEqualTo((2.0 / 62) / (2.0 / 61), within(1e-12));
        assertThat(first.scores().bm25()).isEqualTo(5.0);
        assertThat(first.scores().vector()).isEqualTo(0.8);
        assertThat(order.get(2).scores().bm25()).isNull();
    }

    @Test
    void forACodeWordsWeighMore() {
        SearchRequest code = SearchRequest.of("impeller 1R-0726", Yachts.FIRST, 5);
        SearchRequest question = SearchRequest.of("why does it leak", Yachts.FIRST, 5);
        assertThat(Fusion.weights(code, QueryWords.of(code.query()))).isEqualTo(new FusionWeights(2, 1));
        assertThat(Fusion.weights(question, QueryWords.of(question.query()))).isEqualTo(EQUAL);
        assertThat(Fusion.of(List.of(new Ranked(C, 9)), List.of(new Ranked(A, 1)), new FusionWeights(0, 0)))
                .allSatisfy(fused -> assertThat(fused.score()).isZero());
    }

    @Test
    void theFirstOfTheOnlyListScoresOne() {
        assertThat(Fusion.of(List.of(new Ranked(A, 0.1)), List.of(), EQUAL)
                        .getFirst()
                        .score())
                .isEqualTo(1.0);
        assertThat(Fusion.of(List.of(), List.of(), EQUAL)).isEmpty();
    }
}
