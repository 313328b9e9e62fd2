package io.celesteos.contracts.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.celesteos.contracts.client.ServiceGuard.Count;
import io.celesteos.contracts.client.ServiceGuard.Stay;
import io.celesteos.contracts.health.SettableClock;
import io.celesteos.contracts.request.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceGuardTests {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Deadline FAR = Deadline.in(LONG);

    private final SettableClock clock = new SettableClock();
    private final ServiceGuard guard = guard(2, 1);

    @Test
    void placesAreBoundedForEachKindOfStayAndComeBackOnce() {
        try (var first = guard.enter(Stay.BRIEF)) {
            var second = guard.enter(Stay.BRIEF);
            assertThatExceptionOfType(NotAdmitted.class)
                    .isThrownBy(() -> guard.enter(Stay.BRIEF))
                    .satisfies(refused -> assertThat(refused.reason()).isEqualTo(NotAdmitted.Reason.NO_PLACE));
            try (var stream = guard.enter(Stay.LASTING)) {
                assertThat(guard.placesLeft(Stay.LASTING)).isZero();
            }
            second.close();
            second.close();
            assertThat(guard.placesLeft(Stay.BRIEF)).isEqualTo(1);
        }
        assertThat(guard.placesLeft(Stay.BRIEF)).isEqualTo(2);
        assertThat(guard.total(Count.REFUSED_FULL)).isEqualTo(1);
    }

    @Test
    void theBreakerOpensIsHeardAndLetsTrialsInOnceTheServiceAnswersAgain() {
        AtomicInteger heard = new AtomicInteger();
        guard.onTrouble(heard::incrementAndGet);
        fail(4);
        assertThat(guard.isOpen()).isTrue();
        assertThat(heard).hasValueGreaterThanOrEqualTo(5);
        assertThat(guard.failing(LONG)).isTrue();
        assertThatExceptionOfType(NotAdmitted.class)
                .isThrownBy(() -> guard.begin(LONG))
                .satisfies(refused -> assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(30)));

        guard.answersAgain();
        assertThat(guard.breakerState()).isEqualTo("half_open");
        guard.begin(LONG).answered(200);
        guard.begin(LONG).answered(404);
        assertThat(guard.breakerState()).isEqualTo("closed");
        assertThat(guard.failing(LONG)).isFalse();

        guard.answersAgain();
        assertThat(guard.breakerState()).isEqualTo("closed");
    }

    @Test
    void anOpenBreakerTriesByItselfAfterItsPause() {
        fail(4);
        clock.advance(Duration.ofSeconds(31));
        guard.begin(LONG).answered(200);
        assertThat(guard.breakerState()).isEqualTo("half_open");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 400, 401, 404, 429, 504})
    void whatSaysNothingAgainstTheServiceKeepsTheBreakerClosed(int status) {
        for (int i = 0; i < 10; i++) {
            guard.begin(LONG).answered(status);
        }
        assertThat(guard.breakerState()).isEqualTo("closed");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503})
    void itsOwnErrorsOpenIt(int status) {
        for (int i = 0; i < 4; i++) {
            guard.begin(LONG).answered(status);
        }
        assertThat(guard.isOpen()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"3600000, false", "0, true"})
    void whoeverWaitedAGoodPartOfTheUsualTimeInVainCounts(long usualMillis, boolean opens) {
        for (int i = 0; i < 4; i++) {
            guard.begin(Duration.ofMillis(usualMillis)).lapsed();
        }
        assertThat(guard.isOpen()).isEqualTo(opens);
        assertThat(guard.total(Count.ABANDONED)).isEqualTo(opens ? 0 : 4);
    }

    @Test
    void anAbandonedTrialLeavesItsPlaceToAnother() {
        fail(4);
        guard.answersAgain();
        for (int i = 0; i < 10; i++) {
            guard.begin(LONG).lapsed();
        }
        guard.begin(LONG).answered(200);
        guard.begin(LONG).answered(200);
        assertThat(guard.breakerState()).isEqualTo("closed");
    }

    @Test
    void onlyTheFirstThingSaidOfAnAttemptCounts() {
        Attempt attempt = guard.begin(LONG);
        attempt.answered(200);
        attempt.failed(new IOException());
        attempt.lapsed();
        assertThat(guard.total(Count.ANSWERED)).isEqualTo(1);
        assertThat(guard.total(Count.FAILED) + guard.total(Count.ABANDONED)).isZero();
    }

    @Test
    void slowAnswersOpenItToo() {
        var settings = new GuardSettings(4, 4, 50, Duration.ofNanos(1), 80, Duration.ofSeconds(30), 2, 2, 1, 0.1, 2);
        var slow = new ServiceGuard("nlp-service", settings, clock);
        for (int i = 0; i < 4; i++) {
            slow.begin(LONG).answered(200);
        }
        assertThat(slow.isOpen()).isTrue();
    }

    @Test
    void retriesAreATenthOfTheCallsAndWhatWasSaved() {
        var busy = guard(100, 1);
        int retries = 0;
        for (int call = 0; call < 100; call++) {
            try (var place = busy.enter(Stay.BRIEF)) {
                retries += busy.pauseBeforeRetry(1, 2, FAR) == null ? 0 : 1;
            }
        }
        assertThat(retries).isBetween(10, 12);
        assertThat(busy.total(Count.RETRIED)).isEqualTo(retries);
        assertThat(busy.total(Count.NOT_RETRIED)).isEqualTo(100 - retries);
        assertThat(busy.retriesLeft()).isLessThan(1);
    }

    @Test
    void noRetryAfterTheLastAttemptOrBeyondTheDeadline() {
        assertThat(guard.pauseBeforeRetry(2, 2, FAR)).isNull();
        assertThat(guard.pauseBeforeRetry(1, 2, Deadline.in(Duration.ofMillis(1))))
                .isNull();
        assertThat(guard.retriesLeft()).isEqualTo(2);
        assertThat(guard.pauseBeforeRetry(1, 2, FAR)).isBetween(Duration.ofMillis(25), Duration.ofMillis(75));
    }

    @Test
    void settingsOutsideTheirRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GuardSettings(0, 1, 1, LONG, 1, LONG, 1, 1, 1, 0, 0))
                .withMessageContaining("window must be 1 to 100000, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GuardSettings(1, 1, 1, LONG, 1, LONG, 1, 1, 1, Double.NaN, 0))
                .withMessageContaining("retryShare");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/v1/jobs/7,       true",
        "POST,   /api/v1/search,       true",
        "POST,   /api/v1/extract,      true",
        "POST,   /api/v1/embed,        true",
        "POST,   /v2/rerank,           true",
        "POST,   /api/v1/documents,    false",
        "POST,   /api/v1/api-keys,     false",
        "POST,   /rag/reload,          false",
        "POST,   /api/v1/answer,       false",
        "DELETE, /api/v1/documents/7,  false",
        "PUT,    /api/v1/search,       false"
    })
    void onlyWhatReadsIsSafeToRepeat(String method, String path, boolean safe) {
        assertThat(SafeToRepeat.of(method, path)).isEqualTo(safe);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            guard.begin(LONG).failed(new IOException("down"));
        }
    }

    private ServiceGuard guard(int maxCalls, int maxLasting) {
        return new ServiceGuard(
                "nlp-service",
                new GuardSettings(4, 4, 50, LONG, 80, Duration.ofSeconds(30), 2, maxCalls, maxLasting, 0.1, 2),
                clock);
    }
}
