package io.celesteos.nlp.intent;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.nlp.reading.Readings;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntentClassifierTests {

    private final IntentClassifier classifier = new IntentClassifier(Readings.LEXICON.tokenizer());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create a work order for the bilge pump|create_work_order",
                "please raise a WO|create_work_order",
                "schedule an oil change|create_work_order",
                "show me all open work orders|list_work_orders",
                "open work orders|list_work_orders",
                "what maintenance is overdue|list_work_orders",
                "update work order 12|update_work_order",
                "close the work order|close_work_order",
                "assign this job to the second engineer|assign_work_order",
                "add this to the handover|add_to_handover",
                "put it in my handover notes|add_to_handover",
                "show the last handover|view_handover",
                "export the handover as pdf|export_handover",
                "report a fault on the crane|report_fault",
                "we have a problem with the crane|report_fault",
                "why does it do that|diagnose_fault",
                "mark the fault as resolved|resolve_fault",
                "acknowledge the alarm|acknowledge_fault",
                "how many impellers do we have in stock|check_stock",
                "do we have any spare belts|check_stock",
                "order two fuel filters|order_parts",
                "remove one filter from stock|update_inventory",
                "find the watermaker manual|find_document",
                "where is the fire plan drawing|find_document",
                "open the manual|open_document",
                "create a purchase request|create_purchase_request",
                "approve the purchase order|approve_purchase_order",
                "track my order|track_order",
                "log my hours of rest|log_hours_of_rest",
                "am I ok on hours of rest|check_hours_of_rest",
                "export hours of rest|export_hours_of_rest",
                "search for bilge pump history|search",
                "bilge pump|search"
            })
    void wordsNameTheIntent(String text, String intent) {
        assertThat(classifier.classify(Readings.source(text), Set.of()).primary())
                .isEqualTo(intent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "in order to sail",
                "handrail",
                "work in progress",
                "the order of things",
                "restock",
                "a spare moment later",
                "document",
                "out of order sign"
            })
    void wordsThatAskForNothingDoNotOrderOrCreate(String text) {
        assertThat(classifier.classify(Readings.source(text), Set.of()).primary())
                .isNotIn("create_work_order", "add_to_handover", "close_work_order");
    }

    @Test
    void aFaultCodeIsDiagnosedAndMayBecomeAWorkOrder() {
        var intent = classifier.classify(
                Readings.source("Gen 2 SPN 4364 FMI 2 overheating"),
                EnumSet.of(EntityKind.EQUIPMENT, EntityKind.FAULT_CODES, EntityKind.SYMPTOMS));
        assertThat(intent.primary()).isEqualTo("diagnose_fault");
        assertThat(intent.secondary()).containsExactly("create_work_order");
        assertThat(intent.confidence()).isBetween(0.8, 0.99);
        assertThat(intent.candidates())
                .first()
                .satisfies(first -> assertThat(first.name()).isEqualTo("diagnose_fault"));
    }

    @Test
    void severalRequestsInOneSentenceAreAllSeenTheFirstOneLeading() {
        var intent = classifier.classify(
                Readings.source("create a work order for the Gen 2 oil leak and add it to handover"),
                EnumSet.of(EntityKind.EQUIPMENT, EntityKind.SYMPTOMS));
        assertThat(intent.primary()).isEqualTo("create_work_order");
        assertThat(intent.secondary()).contains("add_to_handover").doesNotContain("order_parts", "view_handover");
    }

    @Test
    void wordsOutrankWhatEntitiesSuggest() {
        var intent = classifier.classify(
                Readings.source("order an impeller for the leaking pump"),
                EnumSet.of(EntityKind.SYMPTOMS, EntityKind.FAULT_CODES));
        assertThat(intent.primary()).isEqualTo("order_parts");
    }

    @Test
    void apartFromEachOtherLeadAndObjectSayNothing() {
        String far = "create something quite different and much later, far away from there, look at one work order";
        assertThat(classifier.classify(Readings.source(far), Set.of()).primary())
                .isNotEqualTo("create_work_order");
    }
}
