package io.celesteos.search.backfill;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.backfill.PendingTokenVectors.PendingText;
import io.celesteos.search.rerank.RerankProperties;
import io.celesteos.search.retrieval.IndexListener;
import io.celesteos.search.tokenvector.PassageTokens;
import io.celesteos.search.tokenvector.TokenEncoder;
import io.celesteos.search.tokenvector.TokenVectorGaps;
import io.celesteos.search.tokenvector.TokenVectorProperties;
import io.celesteos.search.tokenvector.TokenVectorsUnavailableException;
import io.celesteos.search.vector.EmbeddingProperties;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Gives every chunk its token vectors in the background, behind the vectors it is found by, yacht by yacht in
 * turn. It asks for the space first: other weights, another projection or other settings make another one, and
 * then all chunks wait again. Failures are waited out, longer each time.
 */
public final class TokenVectorBackfill implements SmartLifecycle, IndexListener, TokenVectorGaps {

    private static final Logger log = LoggerFactory.getLogger(TokenVectorBackfill.class);

    /** Looking for chunks that wait costs a look at all of the yacht's, so some batches are taken at once. */
    private static final int BATCHES = 8;

    private final PendingTokenVectors pending;
    private final TokenEncoder encoder;
    private final boolean enabled;
    private final int batch;
    private final Duration callLimit;
    private final BooleanSupplier moreUrgent;
    private final YachtWorker worker;

    /** @param moreUrgent whether the embedding-service is better left to others for now */
    TokenVectorBackfill(
            PendingTokenVectors pending,
            TokenEncoder encoder,
            BackfillProperties properties,
            RerankProperties rerank,
            TokenVectorProperties tokens,
            EmbeddingProperties embedding,
            BooleanSupplier moreUrgent) {
        this.pending = pending;
        this.encoder = encoder;
        this.enabled = properties.enabled() && rerank.method() == RerankProperties.Method.STORED;
        this.batch = tokens.batch();
        this.callLimit = embedding.passageTimeout();
        this.moreUrgent = moreUrgent;
        this.worker = new YachtWorker(
                "token-vector-backfill",
                properties,
                this::workOn,
                failure -> failure instanceof TokenVectorsUnavailableException || failure instanceof ProblemException);
    }

    @Override
    public void noticed(YachtId yacht) {
        if (enabled) {
            worker.add(yacht);
        }
    }

    @Override
    public void published(YachtId yacht, int chunks, int vectors, boolean first) {
        noticed(yacht);
    }

    @Override
    public void changed(YachtId yacht) {
        noticed(yacht);
    }

    /** Some batches; the yacht goes back to the end of the queue while it may have more. */
    private void workOn(YachtId yacht) throws InterruptedException {
        if (moreUrgent.getAsBoolean()) {
            worker.add(yacht);
            worker.rest();
            return;
        }
        String space = call(encoder::space);
        List<PendingText> waiting = pending.next(yacht, space, batch * BATCHES);
        if (waiting.isEmpty()) {
            pending.tidy(yacht, space);
            return;
        }
        worker.add(yacht);
        for (int from = 0; from < waiting.size() && !moreUrgent.getAsBoolean(); from += batch) {
            fill(yacht, space, waiting.subList(from, Math.min(from + batch, waiting.size())));
        }
    }

    private void fill(YachtId yacht, String space, List<PendingText> texts) {
        try {
            PassageTokens made = call(
                    () -> encoder.passages(texts.stream().map(PendingText::text).toList()));
            Map<PendingText, byte[]> vectors = new LinkedHashMap<>();
            for (int i = 0; i < texts.size(); i++) {
                vectors.put(texts.get(i), made.vectors().get(i).pack());
            }
            pending.save(yacht, made.space(), vectors);
        } catch (TokenVectorsUnavailableException failure) {
            if (!failure.refused()) {
                throw failure;
            }
            if (texts.size() == 1) {
                // The service had just answered for another text: it is this one that cannot be read.
                log.warn("Chunk {} gets no token vectors: {}", texts.getFirst().chunk(), failure.getMessage());
                pending.save(yacht, space, Map.of(texts.getFirst(), new byte[0]));
            } else {
                int middle = texts.size() / 2;
                fill(yacht, space, texts.subList(0, middle));
                fill(yacht, space, texts.subList(middle, texts.size()));
            }
        }
    }

    private <T> T call(Callable<T> work) {
        try {
            return RequestContext.background(callLimit).call(work);
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
