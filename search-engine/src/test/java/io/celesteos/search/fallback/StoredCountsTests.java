package io.celesteos.search.fallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.LateSearchException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StoredCountsTests {

    private static final YachtId YACHT = new YachtId(new UUID(0, 1));
    private static final long LOOKS_AGAIN = Duration.ofSeconds(6).toNanos();

    private final List<Runnable> begun = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private boolean hangs;
    private boolean away;
    private int stored = 5;
    private int asked;
    private final StoredCounts counts = new StoredCounts(database(), this::begin, nanos::get);

    @Test
    void aDatabaseThatHangsIsWaitedForUntilTheDeadlineAndNoLonger() {
        hangs = true;
        assertThatThrownBy(() -> of(Duration.ofMillis(5))).isInstanceOf(LateSearchException.class);
        assertThatThrownBy(() -> of(Duration.ZERO)).isInstanceOf(LateSearchException.class);

        List.copyOf(begun).forEach(Runnable::run);
        assertThat(of(Duration.ZERO)).hasValue(5);
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void aDatabaseThatIsAwayIsLeftAloneForSomeSeconds() {
        away = true;
        assertThat(counted()).isEmpty();
        assertThat(counted()).isEmpty();
        assertThat(asked).isEqualTo(1);

        nanos.addAndGet(LOOKS_AGAIN);
        counted();
        counted();
        assertThat(asked).isEqualTo(2);

        away = false;
        nanos.addAndGet(LOOKS_AGAIN);
        counted();
        assertThat(counted()).hasValue(5);
    }

    @Test
    void theLastNumberKnownStandsWhileTheDatabaseIsAway() {
        assertThat(counted()).hasValue(5);
        away = true;
        nanos.addAndGet(LOOKS_AGAIN);
        counted();
        assertThat(counted()).hasValue(5);
        assertThat(asked).isEqualTo(2);

        away = false;
        stored = 7;
        nanos.addAndGet(LOOKS_AGAIN);
        counted();
        assertThat(counted()).hasValue(7);
    }

    private OptionalInt counted() {
        return of(Duration.ofMinutes(1));
    }

    private OptionalInt of(Duration left) {
        return counts.of(YACHT, Deadline.in(left));
    }

    private void begin(Runnable work) {
        if (hangs) {
            begun.add(work);
        } else {
            work.run();
        }
    }

    private FallbackVectors database() {
        return new NoVectors() {
            @Override
            public int count(YachtId yacht) {
                asked++;
                if (away) {
                    throw ProblemException.of(ProblemType.UPSTREAM_UNAVAILABLE, "away");
                }
                return stored;
            }
        };
    }
}
