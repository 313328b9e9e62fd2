package io.celesteos.nlp.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.nlp.Entity;
import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.contracts.nlp.EntitySource;
import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.text.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverruledTests {

    @Test
    void eachLoserIsKeptWithItsWinnerAndTheReason() {
        Candidate winner = reading(0, 10, 2, EntitySource.YACHT, 0.9);
        Resolution resolution = OverlapResolver.resolve(List.of(
                reading(0, 5, 3, EntitySource.YACHT, 0.99),
                reading(0, 10, 1, EntitySource.YACHT, 0.99),
                reading(0, 10, 2, EntitySource.FUZZY, 0.99),
                reading(0, 10, 2, EntitySource.YACHT, 0.5),
                winner));
        assertThat(resolution.standing()).containsExactly(winner);
        assertThat(resolution.overruled())
                .extracting(Overruled::reason)
                .containsExactlyInAnyOrder("shorter", "less_specific", "less_reliable", "less_confident");
        assertThat(resolution.overruled()).allMatch(lost -> lost.winner().equals(winner));
    }

    @Test
    void nothingIsOverruledWhereNothingOverlaps() {
        assertThat(OverlapResolver.resolve(List.of(
                                reading(0, 3, 0, EntitySource.PATTERN, 0.9),
                                reading(3, 5, 0, EntitySource.PATTERN, 0.9)))
                        .overruled())
                .isEmpty();
    }

    private static Candidate reading(int start, int end, int detail, EntitySource source, double confidence) {
        return new Candidate(
                EntityKind.EQUIPMENT,
                new Span(start, end),
                "x",
                confidence,
                source,
                "rule",
                detail,
                mention -> new Entity.Term(mention, null));
    }
}
