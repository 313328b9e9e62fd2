package io.celesteos.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.gateway.shared.Script;
import io.celesteos.gateway.shared.TestSharing;
import io.celesteos.gateway.stack.MovableClock;
import io.celesteos.testbed.redis.ThrowawayRedis;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two gateways and one Redis. */
class SharedSignInIT {

    private static final ThrowawayRedis REDIS = ThrowawayRedis.shared();
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final byte[] MAC = {1, 2, 3};

    private final MovableClock clock = new MovableClock();

    @BeforeEach
    void empty() {
        REDIS.flush();
    }

    @Test
    void aSignatureUsedHereIsNoGoodThere() {
        try (TestSharing here = new TestSharing(REDIS.uri());
                TestSharing there = new TestSharing(REDIS.uri())) {
            assertThat(seen(here).first(MAC)).isTrue();
            assertThat(seen(there).first(MAC)).isFalse();
            assertThat(seen(there).first(new byte[] {1, 2, 4})).isTrue();
        }
    }

    @Test
    void withoutRedisEachGatewayStillTakesASignatureOnceAndThatShows() {
        try (TestSharing here = new TestSharing(REDIS.uri())) {
            SeenSignatures seen = seen(here);
            REDIS.stop();
            try {
                assertThat(seen.first(MAC)).isTrue();
                assertThat(seen.first(MAC)).isFalse();
                assertThat(here.alone("signatures")).isPositive();
            } finally {
                REDIS.start();
            }
        }
    }

    @Test
    void aGuesserWhoGoesRoundGetsOneMoreGuessAtEachGateway() {
        IdentityProperties three = TestIdentity.properties(3, null);
        try (TestSharing here = new TestSharing(REDIS.uri());
                TestSharing there = new TestSharing(REDIS.uri())) {
            var first = new FailedSignIns(three, clock, here.state().patient("failures"));
            var second = new FailedSignIns(three, clock, there.state().patient("failures"));
            for (int guess = 0; guess < 3; guess++) {
                first.count("192.0.2.1");
            }
            assertRefused(first);
            // Commands of one connection are answered in turn: this waits for the three before it.
            here.state()
                    .patient("test")
                    .run(Script.of("return {1}"), List.of(), List.of())
                    .join();
            assertThatCode(() -> second.refuseGuesser("192.0.2.1")).doesNotThrowAnyException();
            second.count("192.0.2.1");
            long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (isFree(second)) {
                assertThat(System.nanoTime()).isLessThan(until);
                Thread.onSpinWait();
            }
            assertRefused(second);
            assertThatCode(() -> second.refuseGuesser("192.0.2.2")).doesNotThrowAnyException();
        }
    }

    private static boolean isFree(FailedSignIns failures) {
        try {
            failures.refuseGuesser("192.0.2.1");
            return true;
        } catch (ProblemException refused) {
            return false;
        }
    }

    private static void assertRefused(FailedSignIns failures) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> failures.refuseGuesser("192.0.2.1"))
                .satisfies(refused -> {
                    assertThat(refused.type()).isEqualTo(ProblemType.RATE_LIMITED);
                    assertThat(refused.retryAfter()).isLessThanOrEqualTo(Duration.ofMinutes(1));
                });
    }

    private SeenSignatures seen(TestSharing sharing) {
        return new SeenSignatures(WINDOW, clock, sharing.state().patient("signatures"));
    }
}
