package io.celesteos.search.backfill;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.fallback.FallbackEmbeddingProperties;
import io.celesteos.search.fallback.FillLedger;
import io.celesteos.search.fallback.PaidEmbedder;
import io.celesteos.search.fallback.TokenEstimate;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.vector.EmbeddingUnavailableException;
import io.celesteos.search.vector.VectorStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the fallback space filled, as {@link EmbeddingBackfill} does the one that is searched, but for money: one
 * instance at a time, within a budget, no faster than the account allows, and each chunk once. What is left to do is
 * what is not stored, so a restart forgets nothing.
 */
final class FallbackBackfill extends Backfill {

    private static final Logger log = LoggerFactory.getLogger(FallbackBackfill.class);

    /** Until the next look whether another instance has stopped filling, at most. */
    private static final Duration OTHERS = Duration.ofSeconds(30);

    /** Until the next look whether another day has begun. */
    private static final Duration BUDGET = Duration.ofMinutes(5);

    private static final long MINUTE_MILLIS = 60_000;

    private final PendingChunks pending;
    private final PaidEmbedder provider;
    private final VectorStore vectors;
    private final FillLedger ledger;
    private final EmbeddingSpace space;
    private final FallbackEmbeddingProperties.Fill limits;
    private final Set<UUID> refused = new HashSet<>();
    private boolean outOfBudget;

    FallbackBackfill(
            PendingChunks pending,
            PaidEmbedder provider,
            VectorStore vectors,
            FillLedger ledger,
            FallbackEmbeddingProperties fallback,
            BackfillProperties properties) {
        super(
                "fallback-backfill",
                properties.enabled(),
                new BackfillProperties(
                        properties.enabled(),
                        properties.batch(),
                        fallback.fill().firstPause(),
                        fallback.fill().longestPause()));
        this.pending = pending;
        this.provider = provider;
        this.vectors = vectors;
        this.ledger = ledger;
        this.space = fallback.embeddingSpace();
        this.limits = fallback.fill();
    }

    @Override
    boolean away(RuntimeException failure) {
        return failure instanceof EmbeddingUnavailableException || failure instanceof ProblemException;
    }

    /** One request; the yacht goes back to the end of the queue while it may have more. */
    @Override
    void workOn(YachtId yacht) throws InterruptedException {
        vectors.mirror(yacht, space);
        List<PendingChunk> waiting = pending.next(yacht, space, limits.batch(), refused);
        if (waiting.isEmpty()) {
            return;
        }
        if (!ledger.lead(yacht)) {
            worker().add(yacht);
            worker().rest(limits.longestPause().compareTo(OTHERS) < 0 ? limits.longestPause() : OTHERS);
            return;
        }
        List<PendingChunk> batch = fitting(waiting);
        long estimate = estimate(batch);
        if (!ledger.reserve(yacht, estimate)) {
            tellOnce();
            worker().add(yacht);
            worker().rest(BUDGET);
            return;
        }
        outOfBudget = false;
        long used = fill(yacht, batch, estimate);
        worker().add(yacht);
        worker().rest(Duration.ofMillis(used * MINUTE_MILLIS / limits.tokensPerMinute()));
    }

    /** @return tokens that were paid for */
    private long fill(YachtId yacht, List<PendingChunk> batch, long reserved) {
        PaidEmbedder.Answer answer;
        try {
            answer = provider.embed(batch.stream().map(PendingChunk::passage).toList(), limits.timeout());
        } catch (EmbeddingUnavailableException failure) {
            // What was late or unusable may have been paid for all the same: what is set aside for it stays so.
            if (failure.refused() || failure.retryAfter().isPositive()) {
                ledger.settle(yacht, reserved, 0);
            }
            if (!failure.refused()) {
                throw failure;
            }
            return split(yacht, batch, failure);
        }
        ledger.settle(yacht, reserved, answer.tokens());
        Map<UUID, UnitVector> embedded = new LinkedHashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            embedded.put(batch.get(i).id(), answer.vectors().get(i));
        }
        pending.save(yacht, space, embedded);
        return answer.tokens();
    }

    /** One of them is at fault; the others must not wait for it. */
    private long split(YachtId yacht, List<PendingChunk> batch, EmbeddingUnavailableException failure) {
        if (batch.size() == 1) {
            log.warn("Chunk {} gets no fallback vector: {}", batch.getFirst().id(), failure.getMessage());
            refused.add(batch.getFirst().id());
            return 0;
        }
        long used = 0;
        int middle = batch.size() / 2;
        for (List<PendingChunk> half : List.of(batch.subList(0, middle), batch.subList(middle, batch.size()))) {
            long estimate = estimate(half);
            if (ledger.reserve(yacht, estimate)) {
                used += fill(yacht, half, estimate);
            }
        }
        return used;
    }

    /** As many as one request may hold, at least one. */
    private List<PendingChunk> fitting(List<PendingChunk> waiting) {
        List<PendingChunk> batch = new ArrayList<>();
        long tokens = 0;
        for (PendingChunk each : waiting) {
            tokens += estimate(List.of(each));
            if (!batch.isEmpty() && tokens > limits.requestTokens()) {
                break;
            }
            batch.add(each);
        }
        return batch;
    }

    private static long estimate(List<PendingChunk> batch) {
        return batch.stream()
                .mapToLong(each -> TokenEstimate.of(TokenEstimate.cut(each.passage())))
                .sum();
    }

    private void tellOnce() {
        if (!outOfBudget) {
            log.warn("Today's budget for fallback embeddings is spent (search.fallback-embedding.daily-budget)");
        }
        outOfBudget = true;
    }
}
