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
    private final Deque<ChildReader> idle = new ArrayDeque<>();

    UploadReaders(ReadingProperties properties, ReadingFolder folder) {
        this.properties = properties;
        this.folder = folder;
        this.afterIdle = CompletableFuture.delayedExecutor(properties.idle().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A new empty file beside theirs, for the caller to delete. */
    Path file() throws IOException {
        return folder.file();
    }

    /** For one thread, until it is given back. */
    ChildReader take() {
        synchronized (idle) {
            return idle.isEmpty() ? new ChildReader(properties, folder) : idle.removeFirst();
        }
    }

    void giveBack(ChildReader reader) {
        synchronized (idle) {
            idle.addFirst(reader);
        }
        // The one that was not needed for longest: with less work fewer are kept.
        afterIdle.execute(this::endOne);
    }

    private void endOne() {
        ChildReader longest;
        synchronized (idle) {
            longest = idle.pollLast();
        }
        if (longest != null) {
            longest.close();
        }
    }

    @PreDestroy
    void endAll() {
        synchronized (idle) {
            idle.forEach(ChildReader::close);
            idle.clear();
        }
    }
}
