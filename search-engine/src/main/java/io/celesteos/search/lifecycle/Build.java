package io.celesteos.search.lifecycle;

import io.celesteos.search.lexical.LuceneIndex;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.tenancy.Watermark;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One index as it was built once and has followed the database since. Written by one thread at a time. */
final class Build implements AutoCloseable {

    private final LuceneIndex index;
    private final @Nullable Path folder;
    private volatile IndexLabel label;
    private volatile boolean uncommitted;
    private volatile long committedNanos;

    /** @param folder null for one in memory */
    Build(LuceneIndex index, @Nullable Path folder, IndexLabel label) {
        this.index = index;
        this.folder = folder;
        this.label = label;
        this.committedNanos = System.nanoTime();
    }

    LuceneIndex index() {
        return index;
    }

    @Nullable
    Path folder() {
        return folder;
    }

    boolean onDisk() {
        return folder != null;
    }

    IndexLabel label() {
        return label;
    }

    EmbeddingSpace space() {
        return label.space();
    }

    Watermark watermark() {
        return label.watermark();
    }

    /** Shows what was written as the state of {@code reached}. */
    void publish(Watermark reached) {
        // The same data in another space gives other answers.
        index.publish(
                reached.generation(), reached.edition() + "-" + label.space().name());
        label = label.at(reached);
        uncommitted = true;
    }

    void comparedWhole(Instant when) {
        label = label.comparedWhole(when);
        uncommitted = true;
    }

    /** How long something has been waiting to be committed, in nanoseconds; 0 when nothing waits. */
    long waitingNanos() {
        return uncommitted && onDisk() ? Math.max(1, System.nanoTime() - committedNanos) : 0;
    }

    /** Makes what is published survive the process; in memory there is nothing to do. */
    void commit() {
        if (uncommitted && onDisk()) {
            index.commit(label.asMap());
            uncommitted = false;
            committedNanos = System.nanoTime();
        }
    }

    @Override
    public void close() {
        index.close();
    }
}
