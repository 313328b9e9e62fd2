package io.celesteos.nlp.yacht;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.nlp.reading.Yachts;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CachedYachtContextsTests {

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger reads = new AtomicInteger();
    private boolean down;

    private final CachedYachtContexts contexts = new CachedYachtContexts(
            this::read,
            Yachts.compiler(),
            new YachtProperties(Duration.ofSeconds(30), Duration.ofSeconds(2), 10),
            nanos::get);

    private Optional<YachtRecords> read(YachtId yacht) {
        reads.incrementAndGet();
        if (down) {
            throw new IllegalStateException("away");
        }
        return yacht.equals(Yachts.ID) ? Optional.of(Yachts.records()) : Optional.empty();
    }

    @Test
    void aContextIsReadOnceAndAgainAfterThirtySeconds() {
        contexts.find(Yachts.ID);
        pass(29);
        assertThat(contexts.find(Yachts.ID)).isInstanceOf(YachtLookup.Found.class);
        assertThat(reads).hasValue(1);
        pass(2);
        contexts.find(Yachts.ID);
        assertThat(reads).hasValue(2);
    }

    @Test
    void aStoreThatIsAwayIsNotAskedByEveryRequestAndFoundWhenBack() {
        down = true;
        assertThat(contexts.find(Yachts.ID)).isInstanceOf(YachtLookup.Unavailable.class);
        contexts.find(Yachts.ID);
        assertThat(reads).hasValue(1);
        down = false;
        pass(3);
        assertThat(contexts.find(Yachts.ID)).isInstanceOf(YachtLookup.Found.class);
    }

    @Test
    void aYachtThatNobodyKnowsIsUnknown() {
        var other = YachtId.of("00000000-0000-4000-8000-00000000000b");
        assertThat(contexts.find(other)).isInstanceOf(YachtLookup.Unknown.class);
    }

    @Test
    void withoutADatabaseEveryYachtIsUnavailable() {
        assertThat(YachtContexts.none().find(Yachts.ID)).isInstanceOf(YachtLookup.Unavailable.class);
    }

    private void pass(int seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }
}
