package io.celesteos.gateway.health;

import io.celesteos.contracts.client.ServiceGuard;
import io.celesteos.gateway.downstream.ResilienceProperties;
import io.celesteos.gateway.downstream.Upstream;
import io.celesteos.gateway.downstream.UpstreamGuards;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at everything without being asked: now and then while all is well, every few seconds while something is not,
 * and at once when a call fails. A service that answers again gets its breaker half-opened, so that it is back within
 * seconds also when nobody calls it.
 */
final class SuitePoll implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SuitePoll.class);

    private final SuiteWatch watch;
    private final UpstreamGuards guards;
    private final ResilienceProperties properties;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("suite-poll").factory());

    /** Open at the last tick: one pause has passed since, at least. */
    private final Set<Upstream> leftAlone = EnumSet.noneOf(Upstream.class);

    private boolean looked;
    private long lookedAt;

    SuitePoll(SuiteWatch watch, UpstreamGuards guards, ResilienceProperties properties) {
        this.watch = watch;
        this.guards = guards;
        this.properties = properties;
    }

    void start() {
        for (Upstream upstream : Upstream.values()) {
            guards.of(upstream).onTrouble(this::soon);
        }
        long pause = properties.probeEvery().toMillis();
        var unused = thread.scheduleWithFixedDelay(this::tick, 0, pause, TimeUnit.MILLISECONDS);
    }

    private void soon() {
        if (asked.compareAndSet(false, true)) {
            try {
                thread.execute(() -> {
                    asked.set(false);
                    watch.look();
                });
            } catch (RejectedExecutionException closing) {
                log.debug("No look any more: closing");
            }
        }
    }

    /** What it throws would end the schedule. */
    private void tick() {
        try {
            if (isDue()) {
                SuiteState seen = watch.lookAgain();
                looked = true;
                lookedAt = System.nanoTime();
                tryThoseThatAnswer(seen);
            }
        } catch (RuntimeException failure) {
            log.warn("The look at the services failed", failure);
        }
    }

    private boolean isDue() {
        return !looked
                || System.nanoTime() - lookedAt >= properties.lookEvery().toNanos()
                || !watch.latest().allWell()
                || EnumSet.allOf(Upstream.class).stream().anyMatch(this::inTrouble);
    }

    private boolean inTrouble(Upstream upstream) {
        return guards.of(upstream).isOpen() || guards.of(upstream).failing(ServiceProbe.RECENTLY);
    }

    private void tryThoseThatAnswer(SuiteState seen) {
        for (Upstream upstream : Upstream.values()) {
            ServiceGuard guard = guards.of(upstream);
            if (!guard.isOpen()) {
                leftAlone.remove(upstream);
            } else if (!leftAlone.add(upstream) && seen.answers(upstream.serviceName())) {
                log.info("The {} answers again and is tried", upstream.serviceName());
                leftAlone.remove(upstream);
                guard.answersAgain();
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
