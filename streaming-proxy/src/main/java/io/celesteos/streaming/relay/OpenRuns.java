package io.celesteos.streaming.relay;

import io.celesteos.contracts.problem.ProblemException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The runs that have not ended. When the service stops they are given a little time, then told to end, while the
 * connections to their callers are still open: it stops before the web server does. Thread-safe.
 */
@Component
@EnableConfigurationProperties(ShutdownProperties.class)
class OpenRuns implements SmartLifecycle {

    /** The highest there is: the web server, which stops at a lower one, still carries the last events. */
    static final int PHASE = Integer.MAX_VALUE;

    private final Duration drain;
    private final Set<StreamRun> open = new LinkedHashSet<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition noneLeft = lock.newCondition();
    private volatile boolean stopping;
    private volatile boolean running;

    OpenRuns(ShutdownProperties properties) {
        this.drain = properties.drain();
    }

    /** @throws ProblemException when the service is stopping and has told the others already */
    void add(StreamRun run) {
        lock.lock();
        try {
            if (stopping) {
                throw StreamRun.shuttingDown();
            }
            open.add(run);
        } finally {
            lock.unlock();
        }
    }

    void remove(StreamRun run) {
        lock.lock();
        try {
            open.remove(run);
            if (open.isEmpty()) {
                noneLeft.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void start() {
        stopping = false;
        running = true;
    }

    /** Returns when every run has ended or has been told to. */
    @Override
    public void stop() {
        running = false;
        for (StreamRun run : leftAfterDraining()) {
            run.shutDown();
        }
    }

    private List<StreamRun> leftAfterDraining() {
        lock.lock();
        try {
            long left = drain.toNanos();
            while (!open.isEmpty() && left > 0) {
                left = noneLeft.awaitNanos(left);
            }
            stopping = true;
            return List.copyOf(open);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            stopping = true;
            return List.copyOf(open);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
