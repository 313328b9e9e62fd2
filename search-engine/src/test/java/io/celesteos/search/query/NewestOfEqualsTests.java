package io.celesteos.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.search.HitType;
import io.celesteos.search.fusion.FusedCandidate;
import io.celesteos.search.retrieval.PassageKey;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NewestOfEqualsTests {

    @Test
    void aSeriesIsNewestFirstInThePlacesItHoldsAndTheScoresStayWithThePlaces() {
        List<ScoredCandidate> order = NewestOfEquals.order(scored(1, 2, 3, 4, 5), List.of(keys(4, 1, 3)));

        assertThat(ids(order)).containsExactly(4, 2, 1, 3, 5);
        assertThat(order).extracting(ScoredCandidate::score).containsExactly(1.0, 0.5, 0.25, 0.125, 0.0625);
    }

    @Test
    void twoSeriesDoNotMixAndWhatIsNotThereIsPassedOver() {
        assertThat(ids(NewestOfEquals.order(scored(1, 2, 3, 4), List.of(keys(3, 9, 1), keys(4, 2)))))
                .containsExactly(3, 4, 1, 2);
    }

    @Test
    void withoutASeriesNothingMoves() {
        assertThat(ids(NewestOfEquals.order(scored(3, 1, 2), List.of()))).containsExactly(3, 1, 2);
        assertThat(NewestOfEquals.order(List.of(), List.of(keys(1, 2)))).isEmpty();
    }

    private static List<ScoredCandidate> scored(int... ids) {
        List<ScoredCandidate> scored = new ArrayList<>();
        double score = 1;
        for (int id : ids) {
            scored.add(new ScoredCandidate(new FusedCandidate(key(id), null, null, 0, 1), score));
            score /= 2;
        }
        return scored;
    }

    private static List<PassageKey> keys(int... ids) {
        List<PassageKey> keys = new ArrayList<>();
        for (int id : ids) {
            keys.add(key(id));
        }
        return keys;
    }

    private static PassageKey key(int id) {
        return new PassageKey(HitType.FAULT, new UUID(0, id));
    }

    private static List<Integer> ids(List<ScoredCandidate> order) {
        return order.stream()
                .map(each -> (int) each.candidate().key().id().getLeastSignificantBits())
                .toList();
    }
}
