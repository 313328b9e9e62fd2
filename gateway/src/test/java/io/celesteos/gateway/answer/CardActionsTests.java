package io.celesteos.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.nlp.Intent;
import io.celesteos.contracts.search.HitType;
import io.celesteos.contracts.web.JsonStrictness;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CardActionsTests {

    private final CardActions actions = new CardActions(JsonStrictness.mapper());

    @ParameterizedTest
    @CsvSource({
        "DOCUMENT_CHUNK, search,           open_document add_to_handover",
        "DOCUMENT_CHUNK, add_to_handover,  add_to_handover open_document",
        "DOCUMENT_CHUNK, diagnose_fault,   open_document create_work_order add_to_handover",
        "DOCUMENT_CHUNK, check_stock,      open_document add_to_handover",
        "FAULT,          search,           view_fault create_work_order add_to_handover",
        "FAULT,          diagnose_fault,   diagnose_fault view_fault create_work_order add_to_handover",
        "FAULT,          create_work_order, create_work_order view_fault add_to_handover",
        "PART,           search,           check_stock order_parts add_to_handover",
        "PART,           order_parts,      order_parts check_stock add_to_handover",
        "PART,           diagnose_fault,   check_stock order_parts add_to_handover",
        "EQUIPMENT,      report_fault,     report_fault view_equipment create_work_order add_to_handover",
        "WORK_ORDER,     close_work_order, close_work_order view_work_order update_work_order add_to_handover"
    })
    void whatTheIntentAsksForComesFirstWhereItFitsTheType(HitType type, String intent, String expected) {
        assertThat(actions.of(type, Samples.intent(intent))).containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @EnumSource(HitType.class)
    void everyTypeHasActionsEachOnce(HitType type) {
        for (Intent intent : List.of(
                Intent.search(),
                Samples.intent("an intent nobody knows"),
                Samples.intent("diagnose_fault", "create_work_order", "add_to_handover"))) {
            assertThat(actions.of(type, intent)).isNotEmpty().doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @EnumSource(HitType.class)
    void secondaryIntentsFollowThePrimaryOne(HitType type) {
        List<String> both = actions.of(type, Samples.intent("create_work_order", "add_to_handover"));
        assertThat(both).contains("add_to_handover");
        if (both.contains("create_work_order")) {
            assertThat(both.indexOf("create_work_order")).isLessThan(both.indexOf("add_to_handover"));
        }
    }
}
