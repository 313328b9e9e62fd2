package io.celesteos.search.backfill;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.IndexListener;
import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.vector.EmbeddingProperties;
import io.celesteos.search.vector.EmbeddingSpaces;
import io.celesteos.search.vector.EmbeddingUnavailableException;
import io.celesteos.search.vector.PassageEmbedder;
import io.celesteos.search.vector.VectorStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Gives every chunk its vector in the background, one batch at a time and yacht by yacht in turn: first in the
 * space the yacht is searched in, then in the one that is wanted, which takes the other's place when every chunk is
 * there. While the embedding-service or the database is away it waits, longer each time, and goes on where it was;
 * a passage that is refused for itself is left out until the next start and fails its job.
 */
@Component
public final class EmbeddingBackfill implements SmartLifecycle, IndexListener {

    private static final Logger log = LoggerFactory.getLogger(EmbeddingBackfill.class);

    private final PendingChunks pending;
    private final PassageEmbedder embedder;
    private final VectorStore vectors;
    private final EmbeddingSpaces spaces;
    private final BackfillProperties properties;
    private final Duration callLimit;
    private final YachtWorker worker;
    private final Map<String, Set<UUID>> refused = new HashMap<>();

    /** Yachts of which chunks still lack the vectors they are found by. */
    private final Set<YachtId> lacking = ConcurrentHashMap.newKeySet();

    EmbeddingBackfill(
            PendingChunks pending,
            PassageEmbedder embedder,
            VectorStore vectors,
            EmbeddingSpaces spaces,
            BackfillProperties properties,
            EmbeddingProperties embedding) {
        this.pending = pending;
        this.embedder = embedder;
        this.vectors = vectors;
        this.spaces = spaces;
        this.properties = properties;
        this.callLimit = embedding.passageTimeout();
        this.worker = new YachtWorker(
                "embedding-backfill",
                properties,
                this::workOn,
                failure -> failure instanceof EmbeddingUnavailableException || failure instanceof ProblemException);
    }

    /** There may be chunks without vectors; returns at once. */
    public void wake(YachtId yacht) {
        if (properties.enabled()) {
            worker.add(yacht);
        }
    }

    @Override
    public void published(YachtId yacht, int chunks, int embedded, boolean first) {
        if (first || embedded < chunks || vectors.mirrored()) {
            wake(yacht);
        }
    }

    @Override
    public void changed(YachtId yacht) {
        wake(yacht);
    }

    /**
     * Whether chunks are getting the vectors that they are found by: nothing else of them is as urgent. Filling a
     * space that nobody is searched in yet is not; it may take hours.
     */
    boolean busy() {
        return !lacking.isEmpty();
    }

    /** One batch; the yacht goes back to the end of the queue while it may have more. */
    private void workOn(YachtId yacht) {
        try {
            fill(yacht);
        } catch (RuntimeException failure) {
            lacking.remove(yacht);
            throw failure;
        }
    }

    private void fill(YachtId yacht) {
        EmbeddingSpace serving = spaces.serving(yacht);
        EmbeddingSpace wanted = spaces.wanted(yacht);
        boolean moving = !serving.equals(wanted);
        try {
            boolean more = fill(yacht, serving);
            pending.settle(yacht, serving, refused(serving));
            if (more) {
                lacking.add(yacht);
                worker.add(yacht);
                return;
            }
            lacking.remove(yacht);
        } catch (EmbeddingUnavailableException away) {
            if (!moving) {
                throw away;
            }
            // The model that is left may be gone already; the one that is wanted must not wait for it.
            log.debug("No more vectors in space {}", serving.name(), away);
        }
        if (moving && fill(yacht, wanted)) {
            worker.add(yacht);
        } else if (moving && spaces.serve(yacht, wanted, refused(wanted))) {
            log.info(
                    "Yacht {} is searched in space {} from now on, no longer in {}",
                    yacht,
                    wanted.name(),
                    serving.name());
            worker.add(yacht);
        }
    }

    /** @return false when no chunk was waiting */
    private boolean fill(YachtId yacht, EmbeddingSpace space) {
        vectors.mirror(yacht, space);
        List<PendingChunk> batch = pending.next(yacht, space, properties.batch(), refused(space));
        if (!batch.isEmpty()) {
            pending.save(yacht, space, embed(space, batch));
        }
        return !batch.isEmpty();
    }

    private Set<UUID> refused(EmbeddingSpace space) {
        return refused.computeIfAbsent(space.name(), name -> new HashSet<>());
    }

    private Map<UUID, UnitVector> embed(EmbeddingSpace space, List<PendingChunk> batch) {
        Map<UUID, UnitVector> embedded = new LinkedHashMap<>();
        try {
            List<UnitVector> answer =
                    call(space, batch.stream().map(PendingChunk::passage).toList());
            for (int i = 0; i < batch.size(); i++) {
                embedded.put(batch.get(i).id(), answer.get(i));
            }
        } catch (EmbeddingUnavailableException failure) {
            if (!failure.refused()) {
                throw failure;
            }
            if (batch.size() == 1) {
                log.warn("Chunk {} cannot be embedded: {}", batch.getFirst().id(), failure.getMessage());
                refused(space).add(batch.getFirst().id());
            } else {
                // One of them is at fault; the others must not wait for it.
                int middle = batch.size() / 2;
                embedded.putAll(embed(space, batch.subList(0, middle)));
                embedded.putAll(embed(space, batch.subList(middle, batch.size())));
            }
        }
        return embedded;
    }

    private List<UnitVector> call(EmbeddingSpace space, List<String> passages) {
        try {
            return RequestContext.background(callLimit).call(() -> embedder.embed(space, passages));
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void start() {
        worker.start();
    }

    @Override
    public void stop() {
        worker.stop();
    }

    @Override
    public boolean isRunning() {
        return worker.running();
    }
}
