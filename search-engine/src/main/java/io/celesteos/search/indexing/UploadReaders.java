package io.celesteos.search.indexing;

import io.celesteos.search.reading.ChildReader;
import io.celesteos.search.reading.ReadingFolder;
import io.celesteos.search.reading.ReadingProperties;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Reading processes, as many as are at work and for a while after. One without work is ended: its memory is better
 * spent on searches. Thread-safe.
 */
@Component
final class UploadReaders {

    private final ReadingProperties properties;
    private final ReadingFolder folder;
    private final Executor afterIdle;
    private final LongSupplier nanos;
    private final Deque<Idle> idle = new ArrayDeque<>();

    @Autowired
    UploadReaders(ReadingProperties properties, ReadingFolder folder) {
        this(
                properties,
                folder,
                CompletableFuture.delayedExecutor(properties.idle().toMillis(), TimeUnit.MILLISECONDS),
                System::nanoTime);
    }

    /** @param afterIdle runs what it is given so much later */
    UploadReaders(ReadingProperties properties, ReadingFolder folder, Executor afterIdle, LongSupplier nanos) {
        this.properties = properties;
        this.folder = folder;
        this.afterIdle = afterIdle;
        this.nanos = nanos;
    }

    /** @param since nanoseconds of no particular beginning */
    private record Idle(ChildReader reader, long since) {}

    /** A new empty file beside theirs, for the caller to delete. */
    Path file() throws IOException {
        return folder.file();
    }

    /** For one thread, until it is given back. */
    ChildReader take() {
        synchronized (idle) {
            return idle.isEmpty()
                    ? new ChildReader(properties, folder)
                    : idle.removeFirst().reader();
        }
    }

    void giveBack(ChildReader reader) {
        synchronized (idle) {
            idle.addFirst(new Idle(reader, nanos.getAsLong()));
        }
        // The one that was not needed for longest: with less work fewer are kept.
        afterIdle.execute(this::endOne);
    }

    private void endOne() {
        Idle longest;
        synchronized (idle) {
            longest = idle.peekLast();
            // Taken and given back since then, it is still at work.
            if (longest == null
                    || nanos.getAsLong() - longest.since() < properties.idle().toNanos()) {
                return;
            }
            idle.removeLast();
        }
        longest.reader().close();
    }

    @PreDestroy
    void endAll() {
        synchronized (idle) {
            idle.forEach(each -> each.reader().close());
            idle.clear();
        }
    }
}
