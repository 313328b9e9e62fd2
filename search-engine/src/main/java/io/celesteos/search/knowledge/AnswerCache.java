package io.celesteos.search.knowledge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.celesteos.contracts.knowledge.KnowledgeFilters;
import io.celesteos.contracts.knowledge.KnowledgeHit;
import io.celesteos.contracts.knowledge.KnowledgeResponse;
import io.celesteos.contracts.knowledge.KnowledgeShelf;
import io.celesteos.contracts.outcome.Degradation;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Answers kept in memory, for as long as the indexes are what they were. An answer that lacks something the next attempt
 * may have is not kept. Thread-safe.
 */
final class AnswerCache {

    private static final int OVERHEAD = 1_000;

    /** Missing vectors arrive with a new edition, and so under a new key. */
    private static final Set<Degradation> MAY_BE_KEPT = Set.of(Degradation.VECTORS_INCOMPLETE);

    private final Cache<Key, KnowledgeResponse> answers;

    AnswerCache(long mostCharacters, Duration ttl, Ticker ticker) {
        this.answers = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(ttl)
                .maximumWeight(mostCharacters)
                .weigher((Key key, KnowledgeResponse answer) -> weight(key, answer))
                .build();
    }

    /**
     * All that an answer depends on.
     *
     * @param shelves that the caller sees: no two yachts have the same
     * @param edition of what is on them
     */
    record Key(List<KnowledgeShelf> shelves, String edition, String query, int topK, KnowledgeFilters filters) {}

    KnowledgeResponse get(Key key, Supplier<KnowledgeResponse> compute) {
        KnowledgeResponse kept = answers.getIfPresent(key);
        if (kept != null) {
            return kept.from("hit");
        }
        KnowledgeResponse computed = compute.get();
        if (MAY_BE_KEPT.containsAll(computed.lacking())) {
            answers.put(key, computed);
        }
        return computed.from("miss");
    }

    private static int weight(Key key, KnowledgeResponse answer) {
        int weight = OVERHEAD + key.query().length() + key.filters().toString().length();
        for (KnowledgeHit hit : answer.results()) {
            weight += OVERHEAD + hit.text().length();
        }
        return weight;
    }
}
