package io.celesteos.embedding.schedule;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * A stop finishes what was taken. It comes before the web server's own: while the last jobs are computed, new
 * requests are told to go elsewhere instead of finding the port closed, and what cannot be computed in time is
 * failed early enough for its caller to hear so.
 */
final class SchedulerDrain implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SchedulerDrain.class);

    private final EncodeScheduler scheduler;
    private final Duration limit;
    private volatile boolean running;

    /** @param limit for computing what was taken; less than a stop's phase may take */
    SchedulerDrain(EncodeScheduler scheduler, Duration limit) {
        this.scheduler = scheduler;
        this.limit = limit;
    }

    @Override
    public void start() {
        scheduler.reopen();
        running = true;
    }

    @Override
    public void stop() {
        try {
            scheduler.drain(limit);
        } catch (InterruptedException hurry) {
            log.warn("Interrupted while the last jobs were computed");
            Thread.currentThread().interrupt();
        } finally {
            running = false;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Later phases stop earlier; the web server's graceful one is {@code DEFAULT_PHASE - 1024}. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 512;
    }
}
