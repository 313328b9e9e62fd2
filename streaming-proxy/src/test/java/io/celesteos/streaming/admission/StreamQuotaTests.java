package io.celesteos.streaming.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.streaming.fake.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StreamQuotaTests {

    private static final YachtId FIRST = yacht(1);
    private static final YachtId SECOND = yacht(2);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicLong nanos = new AtomicLong(-5);

    @Test
    void whoFindsNoPlaceIsToldWhenToComeBack() {
        StreamQuota quota = quota(2, 2, 100);
        quota.take(FIRST);
        quota.take(SECOND);
        assertRefused(quota, yacht(3), ProblemType.OVERLOADED, Duration.ofSeconds(3));
        assertThat(meters.get("streaming.open").gauge().value()).isEqualTo(2);
    }

    @Test
    void aPlaceIsGivenBackOnceHoweverOftenItIsClosed() {
        StreamQuota quota = quota(2, 2, 100);
        StreamQuota.Place place = quota.take(FIRST);
        place.close();
        place.close();
        assertThat(quota.taken()).isZero();
        quota.take(FIRST);
        quota.take(FIRST);
    }

    @Test
    void aYachtHasItsShareOfPlacesAndTheOthersHaveTheRest() {
        StreamQuota quota = quota(10, 2, 100);
        StreamQuota.Place first = quota.take(FIRST);
        quota.take(FIRST);
        assertRefused(quota, FIRST, ProblemType.RATE_LIMITED, Duration.ofSeconds(3));
        quota.take(SECOND);
        assertThat(quota.taken()).isEqualTo(3);
        first.close();
        quota.take(FIRST);
    }

    @Test
    void aYachtBeginsSoManyInAMinuteAndTheTimeGivesItMore() {
        StreamQuota quota = quota(10, 10, 6);
        for (int left = 5; left >= 0; left--) {
            try (StreamQuota.Place place = quota.take(FIRST)) {
                assertThat(place.remaining()).isEqualTo(left);
            }
        }
        assertRefused(quota, FIRST, ProblemType.RATE_LIMITED, Duration.ofSeconds(10));
        quota.take(SECOND).close();
        nanos.addAndGet(Duration.ofSeconds(4).toNanos());
        assertRefused(quota, FIRST, ProblemType.RATE_LIMITED, Duration.ofSeconds(6));
        nanos.addAndGet(Duration.ofSeconds(6).toNanos() + 1);
        quota.take(FIRST).close();
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        try (StreamQuota.Place place = quota.take(FIRST)) {
            assertThat(place.remaining()).isEqualTo(5);
        }
        assertThat(quota.taken()).isZero();
    }

    @Test
    void yachtsThatAskForNothingAnyMoreAreForgotten() {
        YachtShares shares = new YachtShares(new AdmissionProperties(10, 2, 1, Duration.ofSeconds(3)), nanos::get);
        shares.enter(FIRST);
        for (int i = 0; i < 25_000; i++) {
            shares.enter(yacht(100 + i));
            shares.leave(yacht(100 + i));
        }
        assertThat(shares.known()).isLessThanOrEqualTo(10_000);
        // What is in work is never forgotten.
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        shares.enter(FIRST);
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThatThrownBy(() -> shares.enter(FIRST)).isInstanceOf(ProblemException.class);
    }

    @Test
    void defaultsAndNames() {
        assertThat(Settings.bind(AdmissionProperties.class, Map.of()))
                .isEqualTo(new AdmissionProperties(1000, 100, 600, Duration.ofSeconds(2)));
        assertThat(Settings.bind(
                        AdmissionProperties.class,
                        Map.of(
                                "max-streams", "5",
                                "max-streams-per-yacht", "4",
                                "new-streams-per-minute", "3",
                                "retry-after", "9s")))
                .isEqualTo(new AdmissionProperties(5, 4, 3, Duration.ofSeconds(9)));
    }

    private StreamQuota quota(int most, int mostPerYacht, int perMinute) {
        return new StreamQuota(
                new AdmissionProperties(most, mostPerYacht, perMinute, Duration.ofSeconds(3)), meters, nanos::get);
    }

    private static void assertRefused(StreamQuota quota, YachtId yacht, ProblemType type, Duration retryAfter) {
        int before = quota.taken();
        assertThatThrownBy(() -> quota.take(yacht)).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.type()).isEqualTo(type);
            assertThat(refused.retryAfter()).isEqualTo(retryAfter);
        });
        assertThat(quota.taken()).isEqualTo(before);
    }

    private static YachtId yacht(int number) {
        return new YachtId(new UUID(0, number));
    }
}
