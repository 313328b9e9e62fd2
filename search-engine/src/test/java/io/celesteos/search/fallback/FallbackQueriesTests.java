package io.celesteos.search.fallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.vector.EmbeddingUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FallbackQueriesTests {

    private static final Duration LIMIT = Duration.ofMillis(800);
    private static final UnitVector VECTOR = UnitVector.of(new float[] {1, 0});

    private final AtomicLong now = new AtomicLong(1_000);
    private final List<Duration> limits = new ArrayList<>();
    private @Nullable EmbeddingUnavailableException failure;
    private final FallbackQueries queries = new FallbackQueries(this::embed, LIMIT, now::get);

    private PaidEmbedder.Answer embed(List<String> texts, Duration limit) {
        limits.add(limit);
        if (failure != null) {
            throw failure;
        }
        return new PaidEmbedder.Answer(List.of(VECTOR), 1);
    }

    @Test
    void whatWasPaidForIsRemembered() {
        assertThat(queries.embed("oil", Duration.ofSeconds(9))).isEqualTo(VECTOR);
        assertThat(queries.embed("oil", Duration.ofSeconds(9))).isEqualTo(VECTOR);

        assertThat(limits).containsExactly(LIMIT);
    }

    @Test
    void nobodyWaitsLongerThanThereIsTime() {
        queries.embed("oil", Duration.ofMillis(100));

        assertThat(limits).containsExactly(Duration.ofMillis(100));
    }

    @Test
    void aProviderThatKeepsFailingIsLeftAlone() {
        failure = new EmbeddingUnavailableException("away");
        for (int i = 0; i < 4; i++) {
            fails("query " + i);
        }
        assertThat(queries.open()).isFalse();
        fails("another");

        assertThat(limits).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "39, 0", "40, 8", "266, 8"})
    void callersInAHurryDoNotShutTheProviderOffFromOthers(long millis, int asked) {
        failure = new EmbeddingUnavailableException("late");
        for (int i = 0; i < 8; i++) {
            fails("query " + i, Duration.ofMillis(millis));
        }

        assertThat(queries.open()).isTrue();
        assertThat(limits).hasSize(asked);
    }

    @Test
    void whoHadAThirdOfTheTimeInVainCounts() {
        failure = new EmbeddingUnavailableException("late");
        for (int i = 0; i < 4; i++) {
            fails("query " + i, Duration.ofMillis(267));
        }

        assertThat(queries.open()).isFalse();
    }

    @Test
    void queriesThatAreRefusedSayNothingAboutTheProvider() {
        failure = new EmbeddingUnavailableException("refused", true, null);
        for (int i = 0; i < 8; i++) {
            fails("query " + i);
        }

        assertThat(queries.open()).isTrue();
        assertThat(limits).hasSize(8);
    }

    @Test
    void whoAsksToBeLeftAloneIsForAMinuteAtMost() {
        failure = new EmbeddingUnavailableException("limited", Duration.ofHours(1));
        fails("oil");
        assertThat(queries.open()).isFalse();
        fails("oil");
        assertThat(limits).hasSize(1);

        failure = null;
        now.addAndGet(Duration.ofSeconds(61).toNanos());
        assertThat(queries.open()).isTrue();
        assertThat(queries.embed("oil", LIMIT)).isEqualTo(VECTOR);
    }

    private void fails(String query) {
        fails(query, LIMIT);
    }

    private void fails(String query, Duration left) {
        assertThatThrownBy(() -> queries.embed(query, left)).isInstanceOf(EmbeddingUnavailableException.class);
    }
}
