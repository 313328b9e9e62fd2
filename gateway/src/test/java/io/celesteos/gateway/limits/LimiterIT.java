package io.celesteos.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.redis.RedisLink;
import io.celesteos.gateway.identity.TestCallers;
import io.celesteos.gateway.shared.TestSharing;
import io.celesteos.gateway.stack.MovableClock;
import io.celesteos.gateway.stack.Yachts;
import io.celesteos.testbed.redis.ThrowawayRedis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** Two gateways and one Redis. */
class LimiterIT {

    private static final ThrowawayRedis REDIS = ThrowawayRedis.shared();

    /** So slow that nothing comes back while a test runs. */
    private static final double SLOW = 0.01;

    private final MovableClock clock = new MovableClock();

    @BeforeEach
    void empty() {
        REDIS.flush();
    }

    private Limiter limiter(TestSharing sharing, long yacht, long key) {
        return new Limiter(
                new LimitsProperties(
                        true,
                        new LimitsProperties.YachtBucket(SLOW, yacht),
                        new LimitsProperties.KeyBucket(SLOW, key),
                        new LimitsProperties.Costs(1, DataSize.ofKilobytes(2), 5, 5, DataSize.ofMegabytes(1)),
                        1000),
                sharing.state(),
                clock,
                sharing.meters);
    }

    @Test
    void twoGatewaysTakeFromOneBucketHoweverManyAskAtOnce() {
        try (TestSharing here = new TestSharing(REDIS.uri());
                TestSharing there = new TestSharing(REDIS.uri())) {
            Limiter first = limiter(here, 1_000, 60);
            Limiter second = limiter(there, 1_000, 60);

            var asked = IntStream.range(0, 200)
                    .mapToObj(i -> (i % 2 == 0 ? first : second).take(TestCallers.key(Yachts.FIRST, "k"), 1))
                    .toList();

            assertThat(asked.stream().map(CompletableFuture::join).filter(Standing::allowed))
                    .hasSize(60);
            assertThat(here.alone("limits") + there.alone("limits")).isZero();
            Standing refused =
                    second.take(TestCallers.key(Yachts.FIRST, "k"), 1).join();
            assertThat(refused.after()).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(100));
            assertThat(refused.tightest()).isEqualTo("key");
        }
    }

    @Test
    void aYachtsCredentialsShareItsBucketAndAnotherYachtsAreNotTouched() {
        try (TestSharing here = new TestSharing(REDIS.uri());
                TestSharing there = new TestSharing(REDIS.uri())) {
            Limiter first = limiter(here, 10, 6);
            Limiter second = limiter(there, 10, 6);
            assertThat(first.take(TestCallers.key(Yachts.FIRST, "a"), 6).join().allowed())
                    .isTrue();
            assertThat(second.take(TestCallers.key(Yachts.FIRST, "b"), 5).join().allowed())
                    .isFalse();
            assertThat(second.take(TestCallers.key(Yachts.FIRST, "b"), 4).join().allowed())
                    .isTrue();
            assertThat(first.take(TestCallers.key(Yachts.FIRST, "c"), 1).join().tightest())
                    .isEqualTo("yacht");

            // A name that spells out another yacht's, or its key, leads nowhere else.
            assertThat(first.take(TestCallers.key(Yachts.SECOND, "a"), 6).join().allowed())
                    .isTrue();
            assertThat(first.take(TestCallers.key(Yachts.SECOND, "a:" + Yachts.FIRST + "}:b"), 4)
                            .join()
                            .allowed())
                    .isTrue();
        }
    }

    @Test
    void bucketsComeBackByTheClockOfRedisAndLeaveNothingBehind() throws Exception {
        try (TestSharing here = new TestSharing(REDIS.uri())) {
            Limiter quick = new Limiter(
                    new LimitsProperties(
                            true,
                            new LimitsProperties.YachtBucket(1_000, 100),
                            new LimitsProperties.KeyBucket(1_000, 50),
                            new LimitsProperties.Costs(1, DataSize.ofKilobytes(2), 5, 5, DataSize.ofMegabytes(1)),
                            1000),
                    here.state(),
                    clock,
                    here.meters);
            assertThat(quick.take(TestCallers.key(Yachts.FIRST, "k"), 50).join().allowed())
                    .isTrue();
            // The gateway's own clock stands still.
            long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!quick.take(TestCallers.key(Yachts.FIRST, "k"), 50).join().allowed()) {
                assertThat(System.nanoTime()).isLessThan(until);
            }
            assertThat(here.alone("limits")).isZero();
        }
    }

    @Test
    void whileRedisIsAwayAGatewayCountsByItselfAndThenTogetherAgain() {
        try (TestSharing here = new TestSharing(REDIS.uri())) {
            Limiter limiter = limiter(here, 100, 3);
            assertThat(limiter.take(TestCallers.key(Yachts.FIRST, "k"), 1)
                            .join()
                            .remaining())
                    .isEqualTo(2);
            REDIS.stop();
            try {
                assertThat(IntStream.range(0, 10)
                                .mapToObj(i -> limiter.take(TestCallers.key(Yachts.FIRST, "k"), 1)
                                        .join())
                                .filter(Standing::allowed))
                        .hasSize(3);
                assertThat(here.alone("limits")).isPositive();
                assertThat(here.meters
                                .counter("gateway.limits", "outcome", "refused", "bucket", "key", "counted", "memory")
                                .count())
                        .isEqualTo(7);
            } finally {
                REDIS.start();
            }
            // The bucket in the restarted Redis is a new one.
            long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!limiter.take(TestCallers.key(Yachts.FIRST, "k"), 1).join().allowed()) {
                assertThat(System.nanoTime()).isLessThan(until);
            }
        }
    }

    @Test
    void whatIsNoMomentInRedisCountsAsAFullBucket() throws Exception {
        try (TestSharing here = new TestSharing(REDIS.uri());
                var client = new RedisLink(REDIS.uri())) {
            Limiter limiter = limiter(here, 100, 3);
            limiter.take(TestCallers.key(Yachts.FIRST, "k"), 3).join();
            var redis = client.connection(Duration.ofSeconds(20)).sync();
            for (byte[] name : redis.keys("celeste:gateway:limit:*")) {
                assertThat(redis.pttl(name)).isPositive();
                redis.set(name, "nonsense".getBytes(StandardCharsets.UTF_8));
            }
            assertThat(limiter.take(TestCallers.key(Yachts.FIRST, "k"), 3)
                            .join()
                            .allowed())
                    .isTrue();
        }
    }
}
