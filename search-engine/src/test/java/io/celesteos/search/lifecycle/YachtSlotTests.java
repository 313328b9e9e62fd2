package io.celesteos.search.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.tenancy.YachtId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class YachtSlotTests {

    private final YachtSlot slot = new YachtSlot(
            new YachtIndex(new YachtId(new UUID(0, 1)), new FakeCorpus(), TestIndexes.inMemory(), 10), false);

    @Test
    void aWishThatWasMetIsForgottenSoThatNobodyReopensForIt() {
        slot.want();

        slot.met(slot.wish());

        assertThat(slot.wanted()).isFalse();
    }

    @Test
    void aWishMadeWhileAnEarlierOneWasMetStays() {
        slot.want();
        long first = slot.wish();
        slot.want();

        slot.met(first);

        assertThat(slot.wanted()).isTrue();
    }
}
