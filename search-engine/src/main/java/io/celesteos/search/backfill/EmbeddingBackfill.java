package io.celesteos.search.backfill;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.vector.EmbeddingProperties;
import io.celesteos.search.vector.EmbeddingSpaces;
import io.celesteos.search.vector.EmbeddingUnavailableException;
import io.celesteos.search.vector.PassageEmbedder;
import io.celesteos.search.vector.VectorStore;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Gives every chunk its vector in the background, some batches at a time and yacht by yacht in turn: first in the
 * space the yacht is searched in, then in the one that is wanted, which takes the other's place when every chunk is
 * there. While the embedding-service or the database is away it waits, longer each time, and goes on where it was;
 * a passage that is refused for itself is left out until the next start and fails its job.
 */
@Component
public final class EmbeddingBackfill extends Backfill {

    private static final Logger log = LoggerFactory.getLogger(EmbeddingBackfill.class);

    /** One is computed while another waits there already: the embedding-service never waits for this one. */
    private static final int AT_ONCE = 2;

    /** Looking for chunks that wait costs a look at all of the yacht's, so as many batches are fetched at once. */
    private static final int FETCHED = 8;

    /** Of one yacht before others that wait, and before the spaces are looked at again. */
    private static final int TURN = AT_ONCE;

    private static final int LONGEST_TURN = 4 * FETCHED;

    private final PendingChunks pending;
    private final PassageEmbedder embedder;
    private final VectorStore vectors;
    private final EmbeddingSpaces spaces;
    private final int batch;
    private final Duration callLimit;
    private final Map<String, Set<UUID>> refused = new ConcurrentHashMap<>();

    /** Yachts of which chunks still lack the vectors they are found by. */
    private final Set<YachtId> lacking = ConcurrentHashMap.newKeySet();

    private final long lullNanos;
    private volatile long lastBatchNanos;

    EmbeddingBackfill(
            PendingChunks pending,
            PassageEmbedder embedder,
            VectorStore vectors,
            EmbeddingSpaces spaces,
            BackfillProperties properties,
            EmbeddingProperties embedding) {
        super("embedding-backfill", properties.enabled(), properties);
        this.pending = pending;
        this.embedder = embedder;
        this.vectors = vectors;
        this.spaces = spaces;
        this.batch = properties.batch();
        this.callLimit = embedding.passageTimeout();
        this.lullNanos = properties.firstPause().toNanos();
        this.lastBatchNanos = System.nanoTime() - lullNanos;
    }

    @Override
    boolean away(RuntimeException failure) {
        return failure instanceof EmbeddingUnavailableException || failure instanceof ProblemException;
    }

    @Override
    public void published(YachtId yacht, int chunks, int embedded, boolean first) {
        if (first || embedded < chunks || vectors.mirrored()) {
            wake(yacht);
        }
    }

    /**
     * Whether chunks are getting the vectors that they are found by, or did a moment ago: files are read one after the
     * other, and nothing else of their chunks is as urgent. Filling a space that nobody is searched in yet is not; it
     * may take hours.
     */
    boolean busy() {
        return !lacking.isEmpty() || System.nanoTime() - lastBatchNanos < lullNanos;
    }

    /** Some batches; the yacht goes back to the end of the queue while it may have more. */
    @Override
    void workOn(YachtId yacht) throws InterruptedException {
        try {
            fill(yacht);
        } catch (RuntimeException failure) {
            lacking.remove(yacht);
            throw failure;
        }
    }

    private void endOf(YachtId yacht) {
        if (lacking.contains(yacht)) {
            lastBatchNanos = System.nanoTime();
            lacking.remove(yacht);
        }
    }

    private void fill(YachtId yacht) throws InterruptedException {
        EmbeddingSpace serving = spaces.serving(yacht);
        EmbeddingSpace wanted = spaces.wanted(yacht);
        boolean moving = !serving.equals(wanted);
        try {
            boolean more = fill(yacht, serving, true);
            pending.settle(yacht, serving, refused(serving));
            if (more) {
                worker().add(yacht);
                return;
            }
            endOf(yacht);
        } catch (EmbeddingUnavailableException away) {
            if (!moving) {
                throw away;
            }
            // The model that is left may be gone already; the one that is wanted must not wait for it.
            lacking.remove(yacht);
            log.debug("No more vectors in space {}", serving.name(), away);
        }
        if (moving && fill(yacht, wanted, false)) {
            worker().add(yacht);
        } else if (moving && spaces.serve(yacht, wanted, refused(wanted))) {
            log.info(
                    "Yacht {} is searched in space {} from now on, no longer in {}",
                    yacht,
                    wanted.name(),
                    serving.name());
            worker().add(yacht);
        }
    }

    /**
     * @param searched whether it is the space the yacht is searched in
     * @return false when no chunk was waiting
     */
    private boolean fill(YachtId yacht, EmbeddingSpace space, boolean searched) throws InterruptedException {
        vectors.mirror(yacht, space);
        WaitingBatches waiting = new WaitingBatches(pending, yacht, space, refused(space), batch, FETCHED);
        int begun = 0;
        try (Overlap calls = new Overlap(AT_ONCE)) {
            while (true) {
                // A space that is left behind while it is filled gets no more than what is under way.
                boolean goOn =
                        begun < turn() && (searched || spaces.wanted(yacht).equals(space));
                List<PendingChunk> next = goOn ? waiting.next() : List.of();
                if (!next.isEmpty()) {
                    begun++;
                    if (searched) {
                        lacking.add(yacht);
                        lastBatchNanos = System.nanoTime();
                    }
                    calls.begin(() -> pending.save(yacht, space, embed(space, next)));
                } else if (calls.idle()) {
                    return begun > 0;
                }
                if (next.isEmpty() || calls.full()) {
                    calls.awaitOldest();
                    if (searched) {
                        pending.settle(yacht, space, refused(space));
                    }
                }
            }
        }
    }

    private int turn() {
        return worker().othersWait() ? TURN : LONGEST_TURN;
    }

    private Set<UUID> refused(EmbeddingSpace space) {
        return refused.computeIfAbsent(space.name(), name -> ConcurrentHashMap.newKeySet());
    }

    private Map<UUID, UnitVector> embed(EmbeddingSpace space, List<PendingChunk> some) {
        Map<UUID, UnitVector> embedded = new LinkedHashMap<>();
        try {
            List<String> passages = some.stream().map(PendingChunk::passage).toList();
            List<UnitVector> answer = within(callLimit, () -> embedder.embed(space, passages));
            for (int i = 0; i < some.size(); i++) {
                embedded.put(some.get(i).id(), answer.get(i));
            }
        } catch (EmbeddingUnavailableException failure) {
            if (!failure.refused()) {
                throw failure;
            }
            if (some.size() == 1) {
                log.warn("Chunk {} cannot be embedded: {}", some.getFirst().id(), failure.getMessage());
                refused(space).add(some.getFirst().id());
            } else {
                // One of them is at fault; the others must not wait for it.
                int middle = some.size() / 2;
                embedded.putAll(embed(space, some.subList(0, middle)));
                embedded.putAll(embed(space, some.subList(middle, some.size())));
            }
        }
        return embedded;
    }
}
