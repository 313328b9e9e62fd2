package io.celesteos.nlp.intent;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.contracts.nlp.Intent;
import io.celesteos.nlp.reading.Readings;
import io.celesteos.nlp.text.SourceText;
import io.celesteos.nlp.text.Span;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntentClassifierTests {

    private final IntentClassifier classifier = new IntentClassifier(Readings.LEXICON.tokenizer(), IntentModel.load());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create a work order for the bilge pump|create_work_order",
                "please raise a WO|create_work_order",
                "show me all open work orders|list_work_orders",
                "what maintenance is overdue|list_work_orders",
                "update work order 12|update_work_order",
                "close the work order|close_work_order",
                "assign this job to the second engineer|assign_work_order",
                "add this to the handover|add_to_handover",
                "put it in my handover notes|add_to_handover",
                "show the last handover|view_handover",
                "export the handover as pdf|export_handover",
                "report a fault on the crane|report_fault",
                "why does it do that|diagnose_fault",
                "mark the fault as resolved|resolve_fault",
                "acknowledge the alarm|acknowledge_fault",
                "how many impellers do we have in stock|check_stock",
                "order two fuel filters|order_parts",
                "remove one filter from stock|update_inventory",
                "find the watermaker manual|find_document",
                "open the manual|open_document",
                "create a purchase request|create_purchase_request",
                "approve the purchase order|approve_purchase_order",
                "track my order|track_order",
                "log my hours of rest|log_hours_of_rest",
                "am I ok on hours of rest|check_hours_of_rest",
                "export hours of rest|export_hours_of_rest",
                "search for bilge pump history|search",
                "order a pizza for the crew|unsupported",
                "tell me a joke|unsupported",
                "start generator 2|unsupported",
                "reject the purchase order|unsupported"
            })
    void wordsNameTheIntent(String text, String intent) {
        assertThat(read(text).primary()).isEqualTo(intent);
    }

    @Test
    void aMachineAndWhatItSuffersFromIsDiagnosedAndAWorkOrderOffered() {
        Intent intent = classifier.classify(
                Readings.source("Gen 2 SPN 4364 FMI 2 overheating"),
                List.of(
                        new MarkedSpan(EntityKind.EQUIPMENT, new Span(0, 5), false),
                        new MarkedSpan(EntityKind.FAULT_CODES, new Span(6, 20), false),
                        new MarkedSpan(EntityKind.SYMPTOMS, new Span(21, 32), false)));
        assertThat(intent.primary()).isEqualTo("diagnose_fault");
        assertThat(intent.secondary()).containsExactly("create_work_order");
        assertThat(intent.candidates())
                .first()
                .satisfies(first -> assertThat(first.name()).isEqualTo("diagnose_fault"));
    }

    @Test
    void severalRequestsInOneSentenceAreAllSeen() {
        Intent intent = read("create a work order for the Gen 2 oil leak and add it to handover");
        assertThat(intent.primary()).isEqualTo("create_work_order");
        assertThat(intent.secondary()).containsExactly("add_to_handover");
    }

    @Test
    void confidencesAreSharesOfOneWhole() {
        Intent intent = read("gen 2");
        assertThat(intent.confidence()).isBetween(0.0, 1.0);
        assertThat(intent.candidates()).isSortedAccordingTo((a, b) -> Double.compare(b.confidence(), a.confidence()));
        assertThat(intent.candidates().stream()
                        .mapToDouble(Intent.Candidate::confidence)
                        .sum())
                .isLessThanOrEqualTo(1.01);
    }

    @Test
    void aTextWithoutAnyWordIsReadToo() {
        assertThat(read("...").primary()).isNotBlank();
    }

    private Intent read(String text) {
        SourceText source = Readings.source(text);
        return classifier.classify(source, List.of());
    }
}
