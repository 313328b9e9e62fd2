package io.celesteos.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.search.HitType;
import io.celesteos.contracts.tenancy.YachtId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DemoNamingTests {

    private static final YachtId YACHT = new YachtId(new UUID(0, 1));
    private static final String PUMPS = "celeste/documents/pumps.md";

    private final DemoNaming naming = new DemoNaming(Map.of(YACHT, Map.of("Pumps", PUMPS)));

    private static Question question(Map<String, Integer> answers) {
        return new Question("q1", "code", YACHT, "pump", answers);
    }

    private static Found chunk(String title, String section, String content) {
        return new Found(HitType.DOCUMENT_CHUNK, content, Map.of("title", title, "section", section));
    }

    @Test
    void aPassageIsFoundInItsSectionAndInThoseAroundIt() {
        List<String> names =
                naming.names(question(Map.of("x", 1)), chunk("Pumps", "Sea water > Seals", "Seals\nNone."));

        assertThat(names).startsWith(PUMPS + " § Seals", PUMPS + " § Sea water");
    }

    @Test
    void aShortSectionThatWasJoinedToAnotherIsFoundByItsHeading() {
        Question question = question(Map.of(PUMPS + " § Priming", 2));

        List<String> ranking = naming.ranking(
                question, List.of(chunk("Pumps", "Sea water > Seals", "Priming\nFill it.\n\nSeals\nRenew them.")));

        assertThat(ranking).containsExactly(PUMPS + " § Priming");
    }

    @Test
    void theSameHeadingInAnotherDocumentIsNoAnswer() {
        Question question = question(Map.of(PUMPS + " § Seals", 2));

        assertThat(naming.ranking(question, List.of(chunk("Gearboxes", "Seals", "Seals\nRenew them."))))
                .doesNotContain(PUMPS + " § Seals");
    }

    @Test
    void recordsGoByWhatTheTablesCallThem() {
        Question question = question(Map.of("x", 1));

        assertThat(naming.names(question, record(HitType.EQUIPMENT, Map.of("code", "GEN-1"))))
                .containsExactly("equipment:GEN-1");
        assertThat(naming.names(question, record(HitType.PART, Map.of("part_number", "22222960"))))
                .containsExactly("part:22222960");
        assertThat(naming.names(question, record(HitType.WORK_ORDER, Map.of("number", "WO-2024-006"))))
                .containsExactly("work_order:WO-2024-006");
        assertThat(naming.names(
                        question,
                        record(HitType.FAULT, Map.of("date", "2024-02-13", "equipment", List.of("AMS-1", "GEN-1")))))
                .contains("fault:2024-02-13/AMS-1", "fault:2024-02-13/GEN-1");
    }

    @Test
    void aSectionCountsOnceWhereItsFirstPassageStands() {
        Question question = question(Map.of(PUMPS + " § Seals", 2, PUMPS + " § Sea water", 1));

        List<String> ranking = naming.ranking(
                question,
                List.of(
                        chunk("Pumps", "Sea water > Bearings", "Bearings\nGrease."),
                        chunk("Pumps", "Sea water > Seals", "Seals\nOne."),
                        chunk("Pumps", "Sea water > Seals", "Seals\nTwo.")));

        assertThat(ranking).containsExactly(PUMPS + " § Sea water", PUMPS + " § Seals");
    }

    private static Found record(HitType type, Map<String, Object> metadata) {
        return new Found(type, "", metadata);
    }
}
