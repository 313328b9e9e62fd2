package io.celesteos.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.gateway.stack.MovableClock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SuiteWatchTests {

    private final MovableClock clock = new MovableClock();

    @Test
    void oneLookIsSharedForHalfASecond() {
        AtomicInteger looks = new AtomicInteger();
        try (SuiteWatch watch = new SuiteWatch(
                Map.of("a", () -> {
                    looks.incrementAndGet();
                    return "healthy";
                }),
                clock)) {
            watch.look();
            watch.look();
            assertThat(looks).hasValue(1);
            clock.forward(Duration.ofMillis(500));
            assertThat(watch.look().words()).containsEntry("a", "healthy");
            assertThat(looks).hasValue(2);
        }
    }

    @Test
    void whatThrowsOrHangsIsUnreachableAndKeepsNobodyElseFromBeingSeen() {
        CountDownLatch never = new CountDownLatch(1);
        try (SuiteWatch watch = new SuiteWatch(
                Map.of(
                        "broken",
                        () -> {
                            throw new IllegalStateException("no");
                        },
                        "hanging",
                        () -> {
                            never.await();
                            return "healthy";
                        },
                        "well",
                        () -> "healthy"),
                clock)) {
            assertThat(watch.look().words())
                    .containsOnly(
                            Map.entry("broken", "unreachable"),
                            Map.entry("hanging", "unreachable"),
                            Map.entry("well", "healthy"));
        }
    }
}
