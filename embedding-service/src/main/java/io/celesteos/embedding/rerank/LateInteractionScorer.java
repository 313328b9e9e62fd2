package io.celesteos.embedding.rerank;

import io.celesteos.contracts.embedding.TokenVectorMatrix;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.schedule.EncodeJob;
import io.celesteos.embedding.schedule.EncodeScheduler;
import io.celesteos.embedding.tokenize.TokenizedText;
import io.celesteos.embedding.tokenvector.StopTokens;
import io.celesteos.embedding.tokenvector.TokenRows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Late interaction over the token vectors of an embedding model: the query's tokens each look for their best
 * match in the passage. Both are read without the model's prompt, whose tokens would look for matches too. What
 * was computed of a passage, or of a long one's window, is kept for the next query.
 */
final class LateInteractionScorer implements PairScorer {

    static final String KIND = "late-interaction:";

    private static final int SPECIAL_TOKENS = 2;

    private final LoadedModel model;
    private final StopTokens stopTokens;
    private final EncodeScheduler scheduler;
    private final TokenVectorCache cache;
    private final RerankProperties properties;

    LateInteractionScorer(
            LoadedModel model,
            StopTokens stopTokens,
            EncodeScheduler scheduler,
            TokenVectorCache cache,
            RerankProperties properties) {
        this.model = model;
        this.stopTokens = stopTokens;
        this.scheduler = scheduler;
        this.cache = cache;
        this.properties = properties;
    }

    /**
     * What is read of a passage.
     *
     * @param key of its vectors in the cache
     * @param truncated whether it is a window of the passage only
     */
    private record Reading(PassageKey key, boolean truncated) {}

    /** A request on its way: one reading a passage as far as prepared, and what is known or to be computed. */
    private static final class Work {
        private final List<Reading> readings = new ArrayList<>();
        private final Map<PassageKey, TokenVectorMatrix> known = new LinkedHashMap<>();
        private final Map<PassageKey, TokenizedText> missing = new LinkedHashMap<>();
    }

    @Override
    public String name() {
        return KIND + model.name();
    }

    @Override
    public List<PairScore> score(String query, List<String> passages, Deadline deadline) {
        scheduler.refuseWhenFull();
        long start = System.nanoTime();
        TokenizedText asked = model.tokenizer().tokenize(query);
        BestWindow window = BestWindow.of(asked, stopTokens);
        Preparation preparation = new Preparation(deadline);
        Work work = new Work();
        for (int i = 0; i < passages.size() && preparation.goesOn(); i++) {
            work.readings.add(read(passages.get(i), window, work));
        }
        RequestContext.current().timings().add("tokenize", System.nanoTime() - start);

        TokenVectorMatrix queryVectors = encode(asked, work, deadline);
        return queryVectors == null ? List.of() : compare(queryVectors, work, deadline);
    }

    private Reading read(String passage, BestWindow window, Work work) {
        PassageKey whole = PassageKey.whole(model.artifact(), passage);
        if (isKnown(whole, work) || work.missing.containsKey(whole)) {
            return new Reading(whole, false);
        }
        TokenizedText text = model.tokenizer().tokenize(passage);
        if (!text.truncated() && text.length() <= properties.maxPassageTokens()) {
            work.missing.put(whole, text);
            return new Reading(whole, false);
        }
        int size = properties.maxPassageTokens() - SPECIAL_TOKENS;
        TokenizedText best = window.choose(model.tokenizer().tokenizeWindows(passage, size, BestWindow.stride(size)));
        PassageKey part = PassageKey.window(model.artifact(), best.ids());
        if (!isKnown(part, work)) {
            work.missing.putIfAbsent(part, best);
        }
        return new Reading(part, true);
    }

    private boolean isKnown(PassageKey key, Work work) {
        TokenVectorMatrix before = cache.get(key);
        if (before != null) {
            work.known.put(key, before);
        }
        return work.known.containsKey(key);
    }

    /** Computes what is missing as far as there is time; the query comes first. */
    private @Nullable TokenVectorMatrix encode(TokenizedText query, Work work, Deadline deadline) {
        List<TokenizedText> texts = new ArrayList<>(work.missing.size() + 1);
        texts.add(query);
        texts.addAll(work.missing.values());
        EncodeJob<TokenVectorMatrix> job = new EncodeJob<>(model, texts, TokenRows::matrix, deadline);
        Duration left = deadline.remaining().minus(properties.reserve());
        scheduler.runWithin(job, left.isNegative() ? Duration.ZERO : left);
        job.report(RequestContext.current().timings());

        List<@Nullable TokenVectorMatrix> results = job.results();
        int position = 1;
        for (PassageKey key : work.missing.keySet()) {
            TokenVectorMatrix vectors = results.get(position++);
            if (vectors != null) {
                work.known.put(key, vectors);
                cache.put(key, vectors);
            }
        }
        return results.getFirst();
    }

    /**
     * For as long as there is time; the reserve is for this too, so a passage computed in the last moment is not lost.
     * Most comparisons take a fraction of a millisecond, that of the longest query with a hundred long passages seconds.
     */
    private List<PairScore> compare(TokenVectorMatrix query, Work work, Deadline deadline) {
        long start = System.nanoTime();
        Deadline end = Deadline.in(longer(deadline.remaining(), properties.reserve()));
        List<PairScore> scores = new ArrayList<>(work.readings.size());
        for (int i = 0; i < work.readings.size() && !end.passed(); i++) {
            Reading reading = work.readings.get(i);
            TokenVectorMatrix passage = work.known.get(reading.key());
            if (passage != null) {
                double score = Math.clamp((1 + query.maxSim(passage)) / 2, 0.0, 1.0);
                scores.add(new PairScore(i, score, reading.truncated()));
                // Other requests share this core: nothing else would interrupt a virtual thread that computes.
                Thread.yield();
            }
        }
        RequestContext.current().timings().add("score", System.nanoTime() - start);
        return scores;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
