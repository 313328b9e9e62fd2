package io.celesteos.search.knowledge;

import io.celesteos.contracts.request.RequestContext;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.PassageText;
import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.vector.EmbeddingUnavailableException;
import io.celesteos.search.vector.PassageEmbedder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives passages their vectors, a batch at a time, as long as any lacks one. Until then words find them. A thread of its
 * own: the look at the folder must not wait for a model.
 */
final class VectorFill implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(VectorFill.class);

    private static final Duration END = Duration.ofSeconds(3);

    private final KnowledgeLibrary library;
    private final PassageEmbedder embedder;
    private final EmbeddingSpace space;
    private final int batch;
    private final Duration limit;
    private final Duration pause;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("knowledge-vectors").factory());
    private volatile boolean resting;

    VectorFill(
            KnowledgeLibrary library, PassageEmbedder embedder, EmbeddingSpace space, KnowledgeProperties properties) {
        this.library = library;
        this.embedder = embedder;
        this.space = space;
        this.batch = properties.fillBatch();
        this.limit = properties.fillLimit();
        this.pause = properties.fillPause();
    }

    /** Something may lack vectors: fill soon. Many calls before that are one. */
    void soon() {
        if (!resting && asked.compareAndSet(false, true)) {
            submit(Duration.ZERO);
        }
    }

    private void submit(Duration after) {
        try {
            Runnable filling = this::fill;
            worker.schedule(filling, after.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            log.debug("Stopping; the next start fills what is missing", stopping);
        }
    }

    /** Until nothing is lacking that can be had, or the embedder is away. */
    void fill() {
        asked.set(false);
        resting = false;
        try {
            for (ShelfIndex shelf : library.all()) {
                List<Passage> lacking = shelf.lacking(batch);
                while (!lacking.isEmpty() && !worker.isShutdown() && fill(shelf, lacking)) {
                    lacking = shelf.lacking(batch);
                }
            }
        } catch (EmbeddingUnavailableException away) {
            log.debug("Knowledge waits for vectors: {}", away.getMessage());
            rest(away.retryAfter().compareTo(pause) > 0 ? away.retryAfter() : pause);
        } catch (RuntimeException failure) {
            log.warn("Filling vectors of the knowledge base failed: {}", failure.toString());
            log.debug("Filling vectors failed", failure);
            rest(pause);
        }
    }

    private void rest(Duration howLong) {
        resting = true;
        submit(howLong);
    }

    /** False when the shelf's index is over; the next one will lack the same. */
    private boolean fill(ShelfIndex shelf, List<Passage> lacking) {
        try {
            return shelf.embed(embedded(lacking));
        } catch (EmbeddingUnavailableException away) {
            if (!away.refused()) {
                throw away;
            }
            if (lacking.size() == 1) {
                shelf.refuse(lacking.getFirst().key());
                return true;
            }
            return lacking.stream().allMatch(passage -> fill(shelf, List.of(passage)));
        }
    }

    private Map<PassageKey, UnitVector> embedded(List<Passage> passages) {
        List<String> texts = passages.stream().map(PassageText::of).toList();
        List<UnitVector> vectors;
        try {
            vectors = RequestContext.background(limit).call(() -> embedder.embed(space, texts));
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
        Map<PassageKey, UnitVector> byKey = new HashMap<>();
        for (int i = 0; i < passages.size(); i++) {
            byKey.put(passages.get(i).key(), vectors.get(i));
        }
        return byKey;
    }

    /** What is under way ends by itself: an interrupted write would cost the index. */
    @Override
    public void close() {
        worker.shutdown();
        try {
            if (!worker.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException stop) {
            worker.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
