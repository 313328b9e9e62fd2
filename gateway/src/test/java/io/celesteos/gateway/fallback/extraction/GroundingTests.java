package io.celesteos.gateway.fallback.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class GroundingTests {

    private final Grounding grounding = new Grounding("Gen 2 and gen 2: oil in the boiler 🚤");

    @Test
    void aClaimIsFoundWhereItStandsInTheTextsOwnSpelling() {
        assertThat(grounding.find("equipment", "gen 2")).contains(new Grounding.Place("Gen 2", 0, 5));
        assertThat(grounding.find("equipment", "Gen 2")).contains(new Grounding.Place("gen 2", 10, 15));
        assertThat(grounding.find("equipment", "Gen 2")).isEmpty();
    }

    @Test
    void whatDoesNotStandThereIsNotFound() {
        for (String claim : new String[] {"Gen 3", "", "  ", "Gen  2", "the whole engine room", "generator 2"}) {
            assertThat(grounding.find("equipment", claim)).as(claim).isEmpty();
        }
    }

    @Test
    void aPartOfAWordIsNothing() {
        Optional<Grounding.Place> oil = grounding.find("symptoms", "oil");
        assertThat(oil).contains(new Grounding.Place("oil", 17, 20));
        assertThat(grounding.find("symptoms", "oil")).isEmpty();
        assertThat(grounding.find("symptoms", "boil")).isEmpty();
    }

    @Test
    void oneKindTakesNoPlaceFromAnother() {
        assertThat(grounding.find("equipment", "boiler")).isPresent();
        assertThat(grounding.find("locations", "boiler")).isPresent();
    }
}
