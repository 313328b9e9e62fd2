package io.celesteos.search.lexical;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.search.HitType;
import io.celesteos.search.retrieval.RankedList;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatestFirstTests {

    private final Shelf shelf = new Shelf();

    @BeforeEach
    void stock() {
        fault(1, "GEN-2 (Generator 2)", "2024-05-01", "Fault fault fault on generator 2: overheating, fault, fault");
        fault(2, "GEN-2 (Generator 2)", "2025-03-09", "Low oil pressure");
        fault(3, "GEN-1 (Generator 1)", "2025-11-30", "Belt worn, 2 cracks");
        fault(4, "GEN-2 (Generator 2)", "2023-01-02", "Coolant level low");
        shelf.put(
                HitType.WORK_ORDER,
                5,
                "Oil change",
                "WO-9 Oil change. On: GEN-2 (Generator 2).",
                Map.of("date", "2025-12-01", "equipment", "GEN-2"));
        shelf.chunk(6, "The last fault on generator 2 and how to find the last fault", Map.of());
        shelf.chunk(7, "Handover: purifier belts", Map.of("date", "2025-01-01", "document_type", "handover"));
        shelf.chunk(
                8, "Handover: purifier handover handover", Map.of("date", "2023-01-01", "document_type", "handover"));
        shelf.chunk(9, "Purifier manual", Map.of("date", "2026-01-01", "document_type", "manual"));
        shelf.chunk(10, "Purifier manual", Map.of("date", "2020-01-01", "document_type", "manual"));
        shelf.publish();
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "last fault on generator 2",
                "latest fault on gen 2",
                "most recent alarm DG2",
                "what was the last breakdown of GEN-2?",
                "recent faults #2 genset"
            })
    void theLatestRecordOfTheMachineComesFirstThenTheOlderOnes(String query) {
        assertThat(shelf.find(query)).as(query).startsWith(2, 1, 4);
    }

    @Test
    void withoutTheWordTheOrderIsThatOfTheScores() {
        assertThat(shelf.find("fault on generator 2")).doesNotContainSequence(2, 1, 4);
    }

    @Test
    void withoutAKindOfRecordAnythingWithADateCounts() {
        assertThat(shelf.find("latest handover purifier")).startsWith(7, 8);
    }

    @Test
    void aManualIsNotWhatHappenedLastUnlessManualsAreAskedFor() {
        assertThat(shelf.find("last time of the purifier belts")).startsWith(7);
        assertThat(shelf.find("latest purifier")).startsWith(7, 8);
        assertThat(shelf.find("latest purifier manual")).startsWith(9, 7, 8, 10);
    }

    @Test
    void whatStandsThereForItsDateIsCountedAndTheRestFollows() {
        RankedList found = shelf.matching(Shelf.QUERIES.analyse("last fault on generator 2"), 100);

        assertThat(found.byDate()).isEqualTo(3);
        assertThat(Shelf.ids(found)).contains(3, 5, 6).doesNotHaveDuplicates();
        assertThat(found.limited(2).byDate()).isEqualTo(2);
    }

    @Test
    void whereNothingDatedIsAboutItTheScoresDecide() {
        RankedList found = shelf.matching(Shelf.QUERIES.analyse("last fault on generator 7"), 100);

        assertThat(found.byDate()).isZero();
        assertThat(found.size()).isPositive();
    }

    private void fault(int id, String equipment, String date, String text) {
        shelf.put(
                HitType.FAULT,
                id,
                "Record",
                text + ". On: " + equipment + ". Date: " + date,
                Map.of("date", date, "equipment", equipment.substring(0, 5)));
    }
}
