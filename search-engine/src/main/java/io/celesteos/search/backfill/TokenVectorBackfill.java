package io.celesteos.search.backfill;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.backfill.PendingTokenVectors.PendingText;
import io.celesteos.search.rerank.RerankProperties;
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
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every chunk its token vectors in the background, behind the vectors it is found by, yacht by yacht in
 * turn. It asks for the space first: other weights, another projection or other settings make another one, and
 * then all chunks wait again. Failures are waited out, longer each time.
 */
public final class TokenVectorBackfill extends Backfill implements TokenVectorGaps {

    private static final Logger log = LoggerFactory.getLogger(TokenVectorBackfill.class);

    /** Looking for chunks that wait costs a look at all of the yacht's, so some batches are taken at once. */
    private static final int BATCHES = 8;

    private final PendingTokenVectors pending;
    private final TokenEncoder encoder;
    private final int batch;
    private final Duration callLimit;
    private final BooleanSupplier moreUrgent;

    /** @param moreUrgent whether the embedding-service is better left to others for now */
    TokenVectorBackfill(
            PendingTokenVectors pending,
            TokenEncoder encoder,
            BackfillProperties properties,
            RerankProperties rerank,
            TokenVectorProperties tokens,
            EmbeddingProperties embedding,
            BooleanSupplier moreUrgent) {
        super(
                "token-vector-backfill",
                properties.enabled() && rerank.method() == RerankProperties.Method.STORED,
                properties);
        this.pending = pending;
        this.encoder = encoder;
        this.batch = tokens.batch();
        this.callLimit = embedding.passageTimeout();
        this.moreUrgent = moreUrgent;
    }

    @Override
    boolean away(RuntimeException failure) {
        return failure instanceof TokenVectorsUnavailableException || failure instanceof ProblemException;
    }

    @Override
    public void noticed(YachtId yacht) {
        wake(yacht);
    }

    /** Some batches; the yacht goes back to the end of the queue while it may have more. */
    @Override
    void workOn(YachtId yacht) throws InterruptedException {
        if (moreUrgent.getAsBoolean()) {
            worker().add(yacht);
            worker().rest();
            return;
        }
        String space = within(callLimit, encoder::space);
        List<PendingText> waiting = pending.next(yacht, space, batch * BATCHES);
        if (waiting.isEmpty()) {
            pending.tidy(yacht, space);
            return;
        }
        worker().add(yacht);
        for (int from = 0; from < waiting.size() && !moreUrgent.getAsBoolean(); from += batch) {
            fill(yacht, space, waiting.subList(from, Math.min(from + batch, waiting.size())));
        }
    }

    private void fill(YachtId yacht, String space, List<PendingText> texts) {
        try {
            PassageTokens made = within(
                    callLimit,
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
}
