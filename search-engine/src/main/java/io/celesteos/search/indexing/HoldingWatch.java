package io.celesteos.search.indexing;

import io.celesteos.search.jobs.JobSignals;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks, while a file is read, whether it is still to be read; and has it stopped when it is not. */
final class HoldingWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HoldingWatch.class);
    private static final long LOOK_MILLIS = 1_000;

    private final BooleanSupplier held;
    private final Runnable stop;
    private final Semaphore signal = new Semaphore(0);
    private final JobSignals.Watch signals;
    private volatile boolean over;
    private volatile boolean lost;

    private HoldingWatch(UUID job, BooleanSupplier held, Runnable stop, JobSignals signals) {
        this.held = held;
        this.stop = stop;
        this.signals = signals.watch(each -> {
            if (each.equals(job)) {
                signal.release();
            }
        });
    }

    static HoldingWatch over(UUID job, BooleanSupplier held, Runnable stop, JobSignals signals) {
        HoldingWatch watch = new HoldingWatch(job, held, stop, signals);
        Thread.ofVirtual().name("upload-held").start(watch::run);
        return watch;
    }

    /** Whether the file was cancelled or taken over. */
    boolean lost() {
        return lost;
    }

    private void run() {
        try {
            while (!over && !lost) {
                boolean signalled = signal.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                log.trace("Looking, signalled: {}", signalled);
                signal.drainPermits();
                look();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            if (!over && !held.getAsBoolean()) {
                lose();
            }
        } catch (RuntimeException away) {
            // Putting it down will tell.
            log.debug("Nobody can say whether a file is still to be read", away);
        }
    }

    private synchronized void lose() {
        if (!over) {
            lost = true;
            stop.run();
        }
    }

    /** From here on nothing is stopped: it may be somebody else's by then. */
    @Override
    public synchronized void close() {
        over = true;
        signals.close();
        signal.release();
    }
}
