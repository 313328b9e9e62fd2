package io.celesteos.embedding.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.embedding.caller.Urgency;
import io.celesteos.embedding.inference.BatchPolicy;
import io.celesteos.embedding.model.FakeModel;
import io.celesteos.embedding.model.LoadedModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchAssemblerTests {

    private final LoadedModel model = FakeModel.of(text -> null);

    private static List<Integer> lengths(EncodeJob<?> lead, BatchPolicy policy, EncodeJob<?>... others) {
        List<EncodeJob<?>> waiting = new ArrayList<>(List.of(others));
        waiting.add(lead);
        return BatchAssembler.assemble(lead.waiting(1).getFirst(), waiting, policy).stream()
                .map(EncodeStep::tokens)
                .toList();
    }

    @Test
    void oneByOneIsOne() {
        assertThat(lengths(Jobs.of(model, "a", Urgency.BULK, 10, 10), BatchPolicy.ONE_BY_ONE))
                .containsExactly(10);
    }

    @Test
    void theNearestInLengthRideAlong() {
        EncodeJob<?> lead = Jobs.of(model, "a", Urgency.BULK, 50, 300, 48, 8, 55);
        EncodeJob<?> other = Jobs.of(model, "b", Urgency.BULK, 52, 9);

        assertThat(lengths(lead, new BatchPolicy(4, 1_000), other)).containsExactly(48, 50, 52, 55);
    }

    @Test
    void whatIsComputedIsTheLongestTimesTheTexts() {
        EncodeJob<?> lead = Jobs.of(model, "a", Urgency.BULK, 50, 51, 52, 53, 54);

        // 4 x 53 is 212; a fifth text would make it 270.
        assertThat(lengths(lead, new BatchPolicy(64, 212))).containsExactly(50, 51, 52, 53);
        assertThat(lengths(lead, new BatchPolicy(64, 211))).containsExactly(50, 51, 52);
    }

    @Test
    void aTextLargerThanTheBudgetIsComputedAlone() {
        assertThat(lengths(Jobs.of(model, "a", Urgency.BULK, 500, 2, 2), new BatchPolicy(8, 100)))
                .containsExactly(500);
    }

    @Test
    void shorterTextsAreTakenWhereLongerOnesDoNotFit() {
        EncodeJob<?> lead = Jobs.of(model, "a", Urgency.BULK, 30, 10, 46, 12);

        assertThat(lengths(lead, new BatchPolicy(8, 89))).containsExactly(12, 30);
        assertThat(lengths(lead, new BatchPolicy(8, 90))).containsExactly(10, 12, 30);
    }

    @Test
    void aQueryIsNotSlowedDownByLongerBulkTexts() {
        EncodeJob<?> query = Jobs.of(model, "a", Urgency.LIVE, 12);
        EncodeJob<?> bulk = Jobs.of(model, "b", Urgency.BULK, 13, 100, 12, 5);
        EncodeJob<?> anotherQuery = Jobs.of(model, "c", Urgency.LIVE, 14);

        assertThat(lengths(query, new BatchPolicy(8, 1_000), bulk, anotherQuery))
                .containsExactly(5, 12, 12, 14);
    }

    @Test
    void anotherModelsTextsAreNotTaken() {
        EncodeJob<?> other = Jobs.of(FakeModel.of(text -> null), "b", Urgency.BULK, 10);

        assertThat(lengths(Jobs.of(model, "a", Urgency.BULK, 10), new BatchPolicy(8, 1_000), other))
                .containsExactly(10);
    }

    @Test
    void wherePartsAreOfUseTheOrderIsKeptByAndLarge() {
        EncodeJob<?> ranked = Jobs.of(model, "a", Urgency.LIVE, 10, 40, 41, 10, 10);
        ranked.turn(0, 0, false);

        assertThat(lengths(ranked, new BatchPolicy(3, 1_000))).containsExactly(10, 40, 41);
    }
}
