package io.celesteos.search.rerank;

import io.celesteos.contracts.client.RemoteFailure;
import io.celesteos.contracts.embedding.EmbeddingClient;
import io.celesteos.contracts.embedding.RerankRequest;
import io.celesteos.contracts.embedding.RerankResponse;
import io.celesteos.contracts.embedding.RerankResponse.RerankScore;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.PassageText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedding-service's reranker over the texts of the passages, records included. It scores in the order sent
 * and stops in time, so a short limit leaves out the least promising. An answer that cannot be right is not used
 * at all.
 */
final class RemoteReranker implements Reranker {

    private static final Logger log = LoggerFactory.getLogger(RemoteReranker.class);

    /** Several times what any model reads; twenty of them stay below the limit of a body. */
    private static final int LONGEST_TEXT = 8_000;

    private final EmbeddingClient client;
    private final int depth;
    private final @Nullable String model;

    RemoteReranker(EmbeddingClient client, int depth, @Nullable String model) {
        this.client = client;
        this.depth = depth;
        this.model = model == null || model.isBlank() ? null : model;
    }

    @Override
    public int depth() {
        return depth;
    }

    @Override
    public Attempt begin(YachtId yacht, String query) {
        return (head, by) -> score(query, head, by);
    }

    private RerankOutcome score(String query, SequencedMap<PassageKey, Passage> head, Deadline by) {
        List<PassageKey> keys = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        head.forEach((key, passage) -> {
            String text = shortened(PassageText.of(passage));
            if (!text.isBlank()) {
                keys.add(key);
                texts.add(text);
            }
        });
        if (keys.isEmpty()) {
            return new RerankOutcome.NothingToScore();
        }
        try {
            RerankResponse answer = within(by, new RerankRequest(query, texts, null, model));
            return outcome(answer, keys);
        } catch (RemoteFailure away) {
            log.debug("No rerank scores: {}", away.getMessage());
        } catch (Exception garbage) {
            log.warn("The embedding-service answered with something that is no rerank scores: {}", garbage.toString());
        }
        return new RerankOutcome.Missed();
    }

    private static String shortened(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        // Half a surrogate pair is no Unicode, and would be refused as such.
        int end = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
        return text.substring(0, end);
    }

    private RerankResponse within(Deadline by, RerankRequest request) throws Exception {
        RequestContext context = RequestContext.current();
        return new RequestContext(
                        context.requestId(), context.traceparent(), by, context.timings(), context.startNanos())
                .call(() -> client.rerank(request));
    }

    private static RerankOutcome outcome(RerankResponse answer, List<PassageKey> keys) {
        Map<PassageKey, Double> scores = new HashMap<>();
        for (RerankScore each : answer.results()) {
            if (!(each.score() >= 0 && each.score() <= 1)) {
                throw new IllegalArgumentException("a score of " + each.score());
            }
            if (scores.put(keys.get(each.index()), each.score()) != null) {
                throw new IllegalArgumentException("two scores for document " + each.index());
            }
        }
        return scores.isEmpty()
                ? new RerankOutcome.Missed()
                : new RerankOutcome.Scored(scores, answer.model(), scores.size() == keys.size());
    }
}
