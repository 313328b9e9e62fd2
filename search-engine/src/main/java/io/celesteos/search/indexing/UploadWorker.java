package io.celesteos.search.indexing;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.reading.ChildReader;
import io.celesteos.search.reading.ReadingProperties;
import io.celesteos.search.tenancy.YachtRoster;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Reads files in the background, as many at once as {@code search.reading.workers} says. What is to be read stands in
 * the database; the queue here only says which yachts to look at, and a sweep finds what another instance left.
 */
@Component
final class UploadWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(UploadWorker.class);

    private final UploadReading reading;
    private final YachtRoster roster;
    private final ReadingProperties properties;
    private final LinkedHashSet<YachtId> queue = new LinkedHashSet<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean running;

    UploadWorker(UploadReading reading, YachtRoster roster, ReadingProperties properties) {
        this.reading = reading;
        this.roster = roster;
        this.properties = properties;
    }

    /** There may be files to read; returns at once. */
    void wake(YachtId yacht) {
        synchronized (queue) {
            queue.add(yacht);
            queue.notifyAll();
        }
    }

    private void work() {
        try (ChildReader reader = new ChildReader(properties)) {
            while (running) {
                YachtId yacht = next();
                if (yacht == null) {
                    // Nothing for a while: its memory is better spent on searches.
                    reader.close();
                    continue;
                }
                try {
                    if (reading.readOne(yacht, reader)) {
                        wake(yacht);
                    }
                } catch (RuntimeException failure) {
                    // The lease ends and the sweep comes by: no need to insist.
                    log.warn("Files of yacht {} wait: {}", yacht, failure.getMessage());
                    log.debug("The reason", failure);
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable YachtId next() throws InterruptedException {
        synchronized (queue) {
            if (queue.isEmpty()) {
                queue.wait(properties.idle().toMillis());
            }
            return queue.isEmpty() ? null : queue.removeFirst();
        }
    }

    private void sweep(CountDownLatch end) {
        try {
            do {
                try {
                    roster.refresh().forEach((yacht, standing) -> {
                        if (standing.active()) {
                            wake(yacht);
                        }
                    });
                } catch (RuntimeException away) {
                    log.debug("No sweep now", away);
                }
            } while (!end.await(properties.sweep().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void start() {
        running = true;
        CountDownLatch end = new CountDownLatch(1);
        stopping = end;
        threads.add(Thread.ofVirtual().name("reading-sweep").start(() -> sweep(end)));
        for (int i = 1; i <= properties.workers(); i++) {
            threads.add(Thread.ofVirtual().name("reading-" + i).start(this::work));
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        stopping.countDown();
        threads.forEach(Thread::interrupt);
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
