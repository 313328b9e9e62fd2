package io.celesteos.contracts.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class StageTimingsTests {

    private final StageTimings timings = new StageTimings();

    @Test
    void stagesAreRenderedInTheOrderTheyEndedInEveryLocale() {
        timings.add("embed", 3_456_789);
        timings.add("bm25", 1_000_000);
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(timings.header()).isEqualTo("embed;dur=3.457, bm25;dur=1.000");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aStageThatRunsTwiceIsAddedUp() {
        timings.add("vector", 1_500_000);
        timings.add("vector", 500_000);

        assertThat(timings.millis()).containsExactly(java.util.Map.entry("vector", 2.0));
    }

    @Test
    void noStageIsAnEmptyHeader() {
        assertThat(timings.header()).isEmpty();
    }

    @Test
    void aStageThatFailsIsTimedToo() {
        assertThatIllegalStateException()
                .isThrownBy(() -> timings.time("rerank", () -> {
                    throw new IllegalStateException("no model");
                }));

        assertThat(timings.millis()).containsOnlyKeys("rerank");
    }

    @Test
    void theResultOfATimedStageIsPassedOn() throws Exception {
        assertThat(timings.time("fuse", () -> "fused")).isEqualTo("fused");
    }

    @Test
    void nothingIsLostBetweenThreads() throws Exception {
        List<Future<?>> adding = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 1000; i++) {
                adding.add(threads.submit(() -> timings.add("stage", 1_000_000)));
            }
            for (Future<?> added : adding) {
                added.get();
            }
        }

        assertThat(timings.millis()).containsEntry("stage", 1000.0);
    }
}
