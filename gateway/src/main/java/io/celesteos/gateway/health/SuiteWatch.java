package io.celesteos.gateway.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at everything at once. The probes of one health check share one look, so that they agree on what is up;
 * it takes no longer than {@link #LIMIT}, well within the second that a probe has. Thread-safe.
 */
final class SuiteWatch implements AutoCloseable {

    static final Duration LIMIT = Duration.ofMillis(700);
    private static final Duration SHARED_FOR = Duration.ofMillis(500);

    private final Map<String, Callable<String>> looks;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private volatile @Nullable SuiteState latest;
    private Instant latestAt = Instant.MIN;

    /** @param looks by name of the dependency; each gives its state in a word or throws */
    SuiteWatch(Map<String, Callable<String>> looks, Clock clock) {
        this.looks = new LinkedHashMap<>(looks);
        this.clock = clock;
    }

    synchronized SuiteState look() {
        Instant now = clock.instant();
        SuiteState known = latest;
        if (known != null && now.isBefore(latestAt.plus(SHARED_FOR))) {
            return known;
        }
        return lookAgain();
    }

    /** A look that shares nothing: for whoever acts on what changed just now. */
    synchronized SuiteState lookAgain() {
        Instant begun = clock.instant();
        SuiteState seen = lookNow();
        latest = seen;
        latestAt = begun;
        return seen;
    }

    Set<String> names() {
        return Set.copyOf(looks.keySet());
    }

    /** What the latest look saw; nothing before the first one. */
    SuiteState latest() {
        SuiteState known = latest;
        return known == null ? new SuiteState(Map.of()) : known;
    }

    private SuiteState lookNow() {
        long until = System.nanoTime() + LIMIT.toNanos();
        Map<String, Future<String>> running = new LinkedHashMap<>();
        looks.forEach((name, look) -> running.put(name, threads.submit(look)));
        Map<String, String> words = new LinkedHashMap<>();
        running.forEach((name, answer) -> words.put(name, word(answer, until - System.nanoTime())));
        return new SuiteState(words);
    }

    private static String word(Future<String> answer, long nanos) {
        try {
            return answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException silent) {
            answer.cancel(true);
        } catch (InterruptedException stop) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
        }
        return SuiteState.UNREACHABLE;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
