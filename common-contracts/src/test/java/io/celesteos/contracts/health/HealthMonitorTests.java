package io.celesteos.contracts.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HealthMonitorTests {

    private final SettableClock clock = new SettableClock();

    @ParameterizedTest
    @MethodSource("roundUps")
    void theWorstPartDecides(List<DependencyState> states, HealthStatus expected, int httpStatus) {
        AtomicInteger number = new AtomicInteger();
        List<DependencyProbe> probes = states.stream()
                .map(state -> probe("part" + number.incrementAndGet(), () -> state))
                .toList();

        try (HealthMonitor monitor = monitor(probes)) {
            assertThat(monitor.report().status()).isEqualTo(expected);
            assertThat(monitor.report().status().httpStatus()).isEqualTo(httpStatus);
        }
    }

    static Stream<Arguments> roundUps() {
        DependencyState good = DependencyState.healthy("loaded");
        DependencyState optional = DependencyState.degraded("unreachable");
        DependencyState loading = DependencyState.starting("loading");
        DependencyState dead = DependencyState.unhealthy("unreachable");
        return Stream.of(
                arguments(List.of(), HealthStatus.HEALTHY, 200),
                arguments(List.of(good, DependencyState.healthy()), HealthStatus.HEALTHY, 200),
                arguments(List.of(optional, good), HealthStatus.DEGRADED, 200),
                arguments(List.of(good, loading, optional), HealthStatus.STARTING, 503),
                arguments(List.of(dead, loading, good), HealthStatus.UNHEALTHY, 503));
    }

    @Test
    void theReportNamesServiceVersionUptimeAndPartsInOrder() {
        try (HealthMonitor monitor = monitor(List.of(
                probe("postgres", DependencyState::healthy),
                probe("redis", () -> DependencyState.degraded("absent")),
                probe("bm25_index", () -> DependencyState.healthy("loaded"))))) {
            clock.advance(Duration.ofSeconds(12_345));

            HealthReport report = monitor.report();

            assertThat(report.service()).isEqualTo("search-engine");
            assertThat(report.version()).isEqualTo("1.0.0");
            assertThat(report.uptimeSeconds()).isEqualTo(12_345);
            assertThat(report.dependencies().toString())
                    .isEqualTo("{postgres=healthy, redis=absent, bm25_index=loaded}");
        }
    }

    @Test
    void aProbeThatThrowsIsUnreachable() {
        try (HealthMonitor monitor = monitor(List.of(probe("postgres", () -> {
            throw new IllegalStateException("jdbc:postgresql://db.internal refused");
        })))) {
            assertThat(monitor.report().dependencies()).containsEntry("postgres", "unreachable");
            assertThat(monitor.report().status()).isEqualTo(HealthStatus.UNHEALTHY);
        }
    }

    @Test
    void aProbeThatHangsTimesOutAndHidesNoOther() {
        CountDownLatch never = new CountDownLatch(1);
        Supplier<DependencyState> hanging = () -> {
            try {
                never.await();
            } catch (InterruptedException cancelled) {
                Thread.currentThread().interrupt();
            }
            return DependencyState.healthy();
        };
        try (HealthMonitor monitor = monitor(List.of(
                probe("redis", hanging), probe("search", hanging), probe("postgres", DependencyState::healthy)))) {
            assertThat(monitor.report().dependencies())
                    .containsEntry("redis", "timeout")
                    .containsEntry("search", "timeout")
                    .containsEntry("postgres", "healthy");
        }
    }

    @Test
    void manyChecksWithinASecondCostOneRound() {
        AtomicInteger asked = new AtomicInteger();
        try (HealthMonitor monitor = monitor(List.of(probe("postgres", () -> {
            asked.incrementAndGet();
            return DependencyState.healthy();
        })))) {
            monitor.report();
            clock.advance(Duration.ofMillis(999));
            monitor.report();
            assertThat(asked).hasValue(1);

            clock.advance(Duration.ofMillis(1));
            monitor.report();
            assertThat(asked).hasValue(2);
        }
    }

    @Test
    void anInterruptedCheckEndsAtOnceAndStaysInterrupted() {
        try (HealthMonitor monitor = monitor(List.of(probe("postgres", () -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
            return DependencyState.healthy();
        })))) {
            Thread.currentThread().interrupt();

            assertThat(monitor.report().dependencies()).containsEntry("postgres", "unknown");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private HealthMonitor monitor(List<DependencyProbe> probes) {
        return new HealthMonitor("search-engine", "1.0.0", probes, clock);
    }

    private static DependencyProbe probe(String name, Supplier<DependencyState> state) {
        return new DependencyProbe() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public DependencyState check() {
                return state.get();
            }
        };
    }
}
