package io.celesteos.search.lexical;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.search.retrieval.AnalysedQuery;
import io.celesteos.search.retrieval.Correction;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.SpellingQuery;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MistypedWordsTests {

    private final Shelf shelf = new Shelf();

    @AfterEach
    void close() {
        shelf.close();
    }

    @ParameterizedTest
    @CsvSource({
        "impellor, impeller",
        "impelelr, impeller",
        "thermostt, thermostat",
        "stabliser, stabiliser",
        "stabilzers, stabilisers",
        "thermosat, thermostat",
        "overheeting, overheating",
        "seel, seal",
        "Impellor, impeller"
    })
    void aWordThatIsNowhereBecomesItsNeighbour(String typed, String meant) {
        stock();

        assertThat(mended(typed + " of the pump"))
                .containsExactly(typed.toLowerCase(java.util.Locale.ROOT) + ">" + meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "impeller",
                "impellers",
                "impeler",
                "stabilizer",
                "overheated",
                "genset",
                "E047",
                "E074",
                "MTU-X00123465",
                "54-OR323041",
                "3512C",
                "SPN 4363 FMI 2",
                "sael",
                "zeal",
                "gasketing",
                "quaternion",
                "2 bar",
                "oil"
            })
    void whatIsThereInAnyFormOrNoWordOrTooFarStays(String query) {
        stock();

        assertThat(mended(query + " pump"))
                .as("%s; swapped first letters and other first letters are not guessed at", query)
                .isEqualTo(query.equals("sael") ? List.of("sael>seal") : List.of());
    }

    @ParameterizedTest
    @CsvSource({"waterpump, water pump", "Oilseal, oil seal", "portfin, port fin"})
    void twoWordsWrittenAsOneAreParted(String typed, String meant) {
        stock();

        assertThat(mended(typed)).containsExactly(typed.toLowerCase(java.util.Locale.ROOT) + ">" + meant);
        assertThat(shelf.matching(Shelf.QUERIES.corrected(Shelf.QUERIES.analyse(typed), corrections(typed, 3)), 10))
                .satisfies(found -> assertThat(found.size()).isPositive());
    }

    @ParameterizedTest
    @ValueSource(strings = {"waterquark", "quarkpump", "ofthepump", "xxoil"})
    void aPartThatIsNowhereIsNoPart(String query) {
        stock();

        assertThat(mended(query)).isEmpty();
    }

    @Test
    void theMoreFrequentOfTwoNeighboursComesFirstAndOneAsFrequentIsNamedToo() {
        shelf.chunk(1, "seal one")
                .chunk(2, "seal two")
                .chunk(3, "steel three")
                .chunk(4, "seed four")
                .publish();

        assertThat(mended("seel")).containsExactly("seel>seal", "seel>seed");
    }

    @Test
    void aRareWordIsDoubtedOnlyWhenTooFewPassagesHoldTheQuery() {
        shelf.chunk(1, "impellor of the raw water pump, misspelled once");
        for (int id = 2; id < 20; id++) {
            shelf.chunk(id, "impeller of the sea water pump " + id);
        }
        shelf.publish();

        assertThat(corrections("impellor", 3))
                .singleElement()
                .satisfies(only -> assertThat(only.replaces()).isFalse())
                .extracting(Correction::meant)
                .isEqualTo("impeller");
        assertThat(corrections("impellor", 1)).isEmpty();
        assertThat(corrections("impellor", 0)).isEmpty();
        AnalysedQuery both = Shelf.QUERIES.corrected(Shelf.QUERIES.analyse("impellor"), corrections("impellor", 3));
        assertThat(Shelf.ids(shelf.matching(both, 100))).startsWith(1).hasSize(19);
    }

    @Test
    void aPageOfUnknownWordsCostsAFewLooks() {
        stock();
        StringBuilder query = new StringBuilder();
        for (char letter = 'a'; letter <= 'z'; letter++) {
            query.append("impell").append(letter).append("r ");
        }

        assertThat(corrections(query.toString(), 3)).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void nothingStoredMendsNothing() {
        shelf.publish();

        assertThat(mended("impellor")).isEmpty();
    }

    private void stock() {
        shelf.chunk(1, "The impeller of the sea water pump, 54-OR323014, oil seal; alarm E047, SPN 4364 FMI 2")
                .chunk(2, "The impellers were renewed; stabilisers and their seals, MTU-X00123456")
                .chunk(3, "Port stabiliser fin; thermostat stuck, overheating; generator of the CAT 3512B")
                .chunk(4, "A stabiliser")
                .publish();
    }

    private List<String> mended(String query) {
        return corrections(query, 3).stream()
                .map(each -> each.typed().word() + ">" + each.meant())
                .toList();
    }

    private List<Correction> corrections(String query, int fewHits) {
        try (IndexSnapshot snapshot = shelf.open()) {
            return snapshot.corrections(new SpellingQuery(Shelf.QUERIES.analyse(query), fewHits, 8, Shelf.soon()));
        }
    }
}
