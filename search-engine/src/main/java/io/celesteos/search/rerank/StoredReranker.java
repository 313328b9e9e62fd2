package io.celesteos.search.rerank;

import io.celesteos.contracts.embedding.TokenVectorMatrix;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.search.HitType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.PassageText;
import io.celesteos.search.tokenvector.QueryTokens;
import io.celesteos.search.tokenvector.TokenEncoder;
import io.celesteos.search.tokenvector.TokenVectorGaps;
import io.celesteos.search.tokenvector.TokenVectorStore;
import io.celesteos.search.tokenvector.TokenVectorStore.Wanted;
import io.celesteos.search.tokenvector.TokenVectorsUnavailableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Late interaction (ColBERT, Khattab and Zaharia 2020) in this process: the query's token vectors, made while the
 * branches search, against those stored of each passage. Records are in no embedding space and are not scored;
 * chunks whose vectors are not stored yet are not either, and whoever fills them is told.
 */
final class StoredReranker implements Reranker, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StoredReranker.class);
    private static final String KIND = "late-interaction:";

    private final TokenEncoder encoder;
    private final TokenVectorStore store;
    private final TokenVectorGaps gaps;
    private final int depth;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    StoredReranker(TokenEncoder encoder, TokenVectorStore store, TokenVectorGaps gaps, int depth) {
        this.encoder = encoder;
        this.store = store;
        this.gaps = gaps;
        this.depth = depth;
    }

    @Override
    public int depth() {
        return depth;
    }

    @Override
    public Attempt begin(YachtId yacht, String query) {
        RequestContext context = RequestContext.current();
        Future<QueryTokens> asked =
                threads.submit(context.carry(() -> context.timings().time("query_tokens", () -> encoder.query(query))));
        return (head, by) -> score(yacht, asked, head, by);
    }

    private RerankOutcome score(
            YachtId yacht, Future<QueryTokens> asked, SequencedMap<PassageKey, Passage> head, Deadline by) {
        List<Wanted> chunks = chunks(head);
        if (chunks.isEmpty()) {
            asked.cancel(true);
            return new RerankOutcome.NothingToScore();
        }
        try {
            QueryTokens query = await(asked, by);
            Map<UUID, Optional<TokenVectorMatrix>> stored = await(
                    threads.submit(() ->
                            store.read(yacht, query.space(), query.vectors().dimensions(), chunks, by.remaining())),
                    by);
            if (stored.size() < chunks.size()) {
                gaps.noticed(yacht);
            }
            return compare(query, stored, chunks, by);
        } catch (TimeoutException late) {
            log.debug("Reranking was late");
            return new RerankOutcome.Missed();
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof TokenVectorsUnavailableException)) {
                log.debug("Reranking failed", failed);
            }
            return new RerankOutcome.Missed();
        } catch (InterruptedException stop) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            return new RerankOutcome.Missed();
        }
    }

    private static List<Wanted> chunks(SequencedMap<PassageKey, Passage> head) {
        List<Wanted> chunks = new ArrayList<>();
        head.forEach((key, passage) -> {
            if (key.type() == HitType.DOCUMENT_CHUNK) {
                chunks.add(new Wanted(key.id(), PassageText.of(passage).hashCode()));
            }
        });
        return chunks;
    }

    private static RerankOutcome compare(
            QueryTokens query, Map<UUID, Optional<TokenVectorMatrix>> stored, List<Wanted> chunks, Deadline by) {
        Map<PassageKey, Double> scores = new HashMap<>();
        boolean whole = stored.size() == chunks.size();
        for (Wanted each : chunks) {
            TokenVectorMatrix passage =
                    stored.getOrDefault(each.chunk(), Optional.empty()).orElse(null);
            if (passage == null) {
                continue;
            }
            // In time for all but a query of hundreds of words; then the best candidates were compared first.
            if (by.passed() || passage.dimensions() != query.vectors().dimensions()) {
                whole = false;
            } else {
                double cosine = query.vectors().maxSim(passage);
                scores.put(PassageKey.chunk(each.chunk()), Math.clamp((1 + cosine) / 2, 0.0, 1.0));
            }
        }
        if (scores.isEmpty()) {
            return whole ? new RerankOutcome.NothingToScore() : new RerankOutcome.Missed();
        }
        return new RerankOutcome.Scored(scores, KIND + query.space(), whole);
    }

    private static <T> T await(Future<T> work, Deadline by)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return work.get(by.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            work.cancel(true);
            throw late;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
