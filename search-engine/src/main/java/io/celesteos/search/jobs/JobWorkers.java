package io.celesteos.search.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SystemClock;
import com.github.kagkarlsson.scheduler.task.OnStartup;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The workers of this process. They begin when the database answers and has its schema, and wait out its absences from
 * then on. Thread-safe.
 */
final class JobWorkers implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(JobWorkers.class);

    /** No such task: asking for it tells whether the table is there. */
    private static final TaskInstanceId PROBE = TaskInstanceId.of("probe", "probe");

    private final Supplier<Scheduler> schedulers;
    private final List<OnStartup> recurring;
    private final JobsProperties properties;
    private volatile @Nullable Scheduler scheduler;
    private @Nullable Thread starting;
    private CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean running;

    JobWorkers(
            Supplier<Scheduler> schedulers, List<OnStartup> recurring, JobsProperties properties, JobSignals signals) {
        this.schedulers = schedulers;
        this.recurring = List.copyOf(recurring);
        this.properties = properties;
        signals.onWake(this::wake);
    }

    private void wake() {
        Scheduler current = scheduler;
        if (current != null) {
            current.triggerCheckForDueExecutions();
        }
    }

    @Override
    public synchronized void start() {
        running = true;
        if (properties.workers() == 0) {
            log.info("No workers: other processes do what is queued");
            return;
        }
        CountDownLatch end = new CountDownLatch(1);
        stopping = end;
        starting = Thread.ofVirtual().name("jobs-start").start(() -> startWhenPossible(end));
    }

    private void startWhenPossible(CountDownLatch end) {
        boolean told = false;
        Scheduler ready = schedulers.get();
        try {
            do {
                try {
                    ready.getScheduledExecution(PROBE);
                    recurring.forEach(each -> each.onStartup(ready, new SystemClock()));
                    begin(ready, end);
                    return;
                } catch (RuntimeException away) {
                    if (!told) {
                        log.warn("Workers wait for the database: {}", away.getMessage());
                        told = true;
                    }
                    log.debug("Not started", away);
                }
            } while (!end.await(properties.pollEvery().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void begin(Scheduler ready, CountDownLatch end) {
        if (end.getCount() > 0) {
            ready.start();
            scheduler = ready;
            log.info("{} workers look for work every {}", properties.workers(), properties.pollEvery());
        }
    }

    @Override
    public void stop() {
        Scheduler current;
        synchronized (this) {
            running = false;
            stopping.countDown();
            Thread waiting = starting;
            if (waiting != null) {
                waiting.interrupt();
            }
            current = scheduler;
            scheduler = null;
        }
        if (current != null) {
            current.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
