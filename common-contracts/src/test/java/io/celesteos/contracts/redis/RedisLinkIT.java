package io.celesteos.contracts.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.health.HealthStatus;
import io.celesteos.testbed.redis.ThrowawayRedis;
import io.celesteos.testbed.server.LoopbackPort;
import io.lettuce.core.RedisException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RedisLinkIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final byte[] KEY = "link".getBytes(StandardCharsets.UTF_8);

    private final ThrowawayRedis redis = ThrowawayRedis.shared();

    @Test
    void bothConnectionsReachTheSameRedis() throws Exception {
        try (RedisLink link = new RedisLink(redis.uri())) {
            var batched = link.batched(PATIENCE);
            var written = batched.async().set(KEY, KEY);
            assertThat(written.isDone()).isFalse();
            batched.flushCommands();
            written.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

            assertThat(link.connection(PATIENCE).sync().get(KEY)).isEqualTo(KEY);
            assertThat(link.open().isOpen()).isTrue();
            assertThat(new RedisProbe(link).check().effect()).isEqualTo(HealthStatus.HEALTHY);
        }
    }

    @Test
    void whatIsPublishedIsHeardAlsoAfterRedisWasKilled() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (RedisLink link = new RedisLink(redis.uri())) {
            link.subscribe((channel, message) -> heard.add(channel + " " + message), PATIENCE, "one", "two");
            publish(link, "two", "first");
            assertThat(heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("two first");

            redis.kill();
            redis.start();

            String again = null;
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (again == null && System.nanoTime() < until) {
                publish(link, "one", "again");
                again = heard.poll(100, TimeUnit.MILLISECONDS);
            }
            assertThat(again).isEqualTo("one again");
        }
    }

    private static void publish(RedisLink link, String channel, String message) {
        try {
            link.connection(PATIENCE)
                    .sync()
                    .publish(channel.getBytes(StandardCharsets.UTF_8), message.getBytes(StandardCharsets.UTF_8));
        } catch (Exception notThereYet) {
            assertThat(notThereYet).isInstanceOf(RedisException.class);
        }
    }

    @Test
    void aRedisThatIsAwayIsAFailureAndOneThatIsNotOpenYetIsNotWaitedFor() {
        try (RedisLink link = new RedisLink("redis://127.0.0.1:" + LoopbackPort.free())) {
            assertThatThrownBy(link::open).isInstanceOf(Exception.class);
            assertThatThrownBy(() -> link.connection(PATIENCE)).isInstanceOf(Exception.class);
        }
    }

    @Test
    void noMessageRepeatsThePassword() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedisLink("http://:hunter2@example.com"))
                .withNoCause()
                .satisfies(refused -> assertThat(refused.toString()).doesNotContain("hunter2"));
    }

    @Test
    void theFirstFailureOpensTheBreakerAndOneGoodCallAfterThePauseClosesIt() {
        var calls = new AtomicInteger();
        var breaker = new RedisBreaker("A test", Duration.ofMillis(1));
        var forever = new RedisBreaker("A test", Duration.ofHours(1));

        assertThat(forever.<String>attempt(() -> {
                    throw new IllegalStateException("slow");
                }))
                .isNull();
        assertThat(forever.attempt(calls::incrementAndGet)).isNull();
        assertThat(forever.isClosed()).isFalse();
        assertThat(calls).hasValue(0);

        breaker.failed(System.nanoTime(), new IllegalStateException("gone"));
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (breaker.attempt(calls::incrementAndGet) == null && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        assertThat(breaker.isClosed()).isTrue();
    }
}
