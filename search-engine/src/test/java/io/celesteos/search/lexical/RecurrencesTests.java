package io.celesteos.search.lexical;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.search.HitType;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.RankedList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrencesTests {

    private final Shelf shelf = new Shelf();

    @AfterEach
    void close() {
        shelf.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"E047", "e-047 generator 1", "low sea water pressure GEN-1", "why does E047 come up?"})
    void ofTheSameFaultOnTheSameMachineTheNewestComesFirst(String query) {
        fault(1, "E047", "GEN-1", "2023-01-01", "Strainer cleaned");
        fault(2, "E047", "GEN-1", "2025-06-01", "Impeller renewed, strainer was clean");
        fault(3, "e047", "GEN-1", "2024-03-01", "Strainer cleaned");
        shelf.publish();

        assertThat(shelf.find(query)).containsExactly(2, 3, 1);
    }

    @Test
    void otherMachinesAndOtherFaultsAndPagesKeepTheirPlaces() {
        fault(1, "E047", "GEN-1", "2020-01-01", "Strainer cleaned");
        fault(2, "E047", "GEN-2", "2025-01-01", "Strainer cleaned");
        fault(3, "E048", "GEN-1", "2026-01-01", "Strainer cleaned");
        shelf.chunk(4, "Alarm E047: low sea water pressure").publish();

        List<Integer> found = shelf.find("E047 generator 1");

        assertThat(found.getFirst()).isEqualTo(1);
        assertThat(shelf.matching(Shelf.QUERIES.analyse("E047 generator 1"), 100)
                        .recurring())
                .isEmpty();
    }

    @Test
    void withoutACodeTheTitleSaysWhatCameAgain() {
        job(1, "Oil change", "2023-01-01");
        job(2, "Oil change", "2025-01-01");
        job(3, "Oil cooler", "2026-01-01");
        shelf.publish();

        assertThat(shelf.find("oil change on generator 1")).containsExactly(2, 1, 3);
    }

    @Test
    void whatIsAskedForInMoreWordsIsNoEqualOfTheNewerOne() {
        fault(1, "E047", "GEN-1", "2023-01-01", "Impeller lost three blades, housing scored, impeller renewed");
        fault(2, "E047", "GEN-1", "2025-06-01", "Jellyfish");
        shelf.publish();

        assertThat(shelf.find("impeller lost blades, housing scored")).startsWith(1);
    }

    @Test
    void whatIsNewestIsFoundAlsoWhereTheWindowHoldsOlderOnesOnly() {
        for (int id = 1; id <= 40; id++) {
            fault(id, "E047", "GEN-1", "2020-01-" + (id < 10 ? "0" : "") + (1 + id % 28), "Strainer cleaned");
        }
        fault(99, "E047", "GEN-1", "2025-06-01", "Strainer cleaned");
        shelf.publish();

        RankedList found = shelf.matching(Shelf.QUERIES.analyse("E047"), 10);

        assertThat(Shelf.ids(found)).hasSize(10).startsWith(99).doesNotHaveDuplicates();
        assertThat(found.recurring())
                .singleElement()
                .satisfies(series ->
                        assertThat(series).hasSize(10).startsWith(new PassageKey(HitType.FAULT, new UUID(0, 99))));
    }

    @Test
    void oneDayIsOrderedByScoreAndKey() {
        fault(3, "E047", "GEN-1", "2025-06-01", "Strainer cleaned");
        fault(1, "E047", "GEN-1", "2025-06-01", "Strainer cleaned");
        fault(2, "E047", "GEN-1", "2025-06-01", "Strainer cleaned");
        shelf.publish();

        assertThat(shelf.find("E047")).containsExactly(1, 2, 3);
    }

    @Test
    void whatHasNoDateOrNoNameBelongsToNoSeries() {
        shelf.put(HitType.FAULT, 1, "", "Smoke", Map.of("equipment", List.of("GEN-1")));
        shelf.put(HitType.FAULT, 2, "Smoke", "Smoke", Map.of("equipment", List.of("GEN-1")));
        shelf.put(HitType.FAULT, 3, "Smoke", "Smoke", Map.of("date", "2024-01-01"));
        shelf.publish();

        assertThat(shelf.find("smoke")).containsExactlyInAnyOrder(1, 2, 3);
    }

    private void fault(int id, String code, String equipment, String date, String resolution) {
        shelf.put(
                HitType.FAULT,
                id,
                "Low sea water pressure",
                code + " Low sea water pressure. On: " + equipment + ". Date: " + date + ". Resolution: " + resolution,
                Map.of("code", code, "equipment", List.of(equipment), "date", date));
    }

    private void job(int id, String title, String date) {
        shelf.put(
                HitType.WORK_ORDER,
                id,
                title,
                title + ". On: GEN-1. Created: " + date,
                Map.of("number", "WO-" + id, "equipment", List.of("GEN-1"), "date", date));
    }
}
