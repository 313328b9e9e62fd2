package io.celesteos.contracts.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks all probes at once, gives each a second, and keeps the answer for a second so that health checks from
 * many sides cost one round. Thread-safe.
 */
public final class HealthMonitor implements AutoCloseable {

    private static final Duration PROBE_LIMIT = Duration.ofSeconds(1);
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final String service;
    private final String version;
    private final List<DependencyProbe> probes;
    private final Clock clock;
    private final Instant started;
    private final ExecutorService probing = Executors.newVirtualThreadPerTaskExecutor();

    private @Nullable HealthReport latest;
    private Instant latestAt = Instant.MIN;

    public HealthMonitor(String service, String version, List<DependencyProbe> probes, Clock clock) {
        this.service = service;
        this.version = version;
        this.probes = List.copyOf(probes);
        this.clock = clock;
        this.started = clock.instant();
    }

    public synchronized HealthReport report() {
        Instant now = clock.instant();
        if (latest == null || !now.isBefore(latestAt.plus(FRESH))) {
            latest = ask(now);
            latestAt = now;
        }
        return latest;
    }

    private HealthReport ask(Instant now) {
        long limit = System.nanoTime() + PROBE_LIMIT.toNanos();
        Map<String, Future<DependencyState>> asked = new LinkedHashMap<>();
        for (DependencyProbe probe : probes) {
            asked.put(probe.name(), probing.submit(probe::check));
        }
        HealthStatus worst = HealthStatus.HEALTHY;
        Map<String, String> words = new LinkedHashMap<>();
        for (var entry : asked.entrySet()) {
            DependencyState state = await(entry.getValue(), limit);
            words.put(entry.getKey(), state.word());
            worst = state.effect().compareTo(worst) > 0 ? state.effect() : worst;
        }
        return new HealthReport(
                worst, service, version, Duration.between(started, now).toSeconds(), words, breakers());
    }

    private Map<String, String> breakers() {
        Map<String, String> states = new LinkedHashMap<>();
        for (DependencyProbe probe : probes) {
            String state = probe.breaker();
            if (!state.equals("closed")) {
                states.put(probe.name(), state);
            }
        }
        return states;
    }

    /** One limit for all, so that several hung probes cost one second together. */
    private static DependencyState await(Future<DependencyState> asked, long limit) {
        try {
            return asked.get(Math.max(0, limit - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException broken) {
            return DependencyState.unhealthy("unreachable");
        } catch (TimeoutException slow) {
            asked.cancel(true);
            return DependencyState.unhealthy("timeout");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return DependencyState.unhealthy("unknown");
        }
    }

    @Override
    public void close() {
        probing.shutdownNow();
    }
}
