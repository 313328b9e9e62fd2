package io.celesteos.contracts.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTests {

    @Test
    void everyCaseCanBeToldApart() {
        assertThat(describe(Outcome.complete("hits"))).isEqualTo("hits");
        assertThat(describe(Outcome.degraded("hits", Degradation.EMBEDDING_UNAVAILABLE)))
                .isEqualTo("hits without embedding_unavailable");
        assertThat(describe(Outcome.unavailable(Degradation.SEARCH_UNAVAILABLE)))
                .isEqualTo("search_unavailable");
    }

    @Test
    void aDegradedOutcomeSaysWhatIsMissing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Outcome.Degraded<>("hits", List.of()));
    }

    @Test
    void laterChangesOfTheCallersListChangeNothing() {
        List<Degradation> mutable = new ArrayList<>(List.of(Degradation.NLP_UNAVAILABLE));
        var outcome = new Outcome.Degraded<>("hits", mutable);

        mutable.clear();

        assertThat(outcome.degradations()).containsExactly(Degradation.NLP_UNAVAILABLE);
    }

    private static String describe(Outcome<String> outcome) {
        return switch (outcome) {
            case Outcome.Complete<String>(String value) -> value;
            case Outcome.Degraded<String>(String value, List<Degradation> missing) ->
                value + " without " + missing.getFirst().wireName();
            case Outcome.Unavailable<String>(Degradation cause) -> cause.wireName();
        };
    }
}
