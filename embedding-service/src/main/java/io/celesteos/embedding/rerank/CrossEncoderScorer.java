package io.celesteos.embedding.rerank;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.embedding.inference.HiddenStates;
import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.schedule.EncodeJob;
import io.celesteos.embedding.schedule.EncodeScheduler;
import io.celesteos.embedding.tokenize.TokenizedText;
import io.celesteos.embedding.tokenvector.StopTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Query and passage read together, {@code [CLS] query [SEP] passage [SEP]}, to one logit; its logistic is the
 * score. Nothing is kept: another query is another pair.
 */
final class CrossEncoderScorer implements PairScorer {

    static final String KIND = "cross-encoder:";

    private final LoadedModel model;
    private final StopTokens stopTokens;
    private final EncodeScheduler scheduler;
    private final RerankProperties properties;

    CrossEncoderScorer(
            LoadedModel model, StopTokens stopTokens, EncodeScheduler scheduler, RerankProperties properties) {
        this.model = model;
        this.stopTokens = stopTokens;
        this.scheduler = scheduler;
        this.properties = properties;
    }

    @Override
    public String name() {
        return KIND + model.name();
    }

    @Override
    public List<PairScore> score(String query, List<String> passages, Deadline deadline) {
        scheduler.refuseWhenFull();
        long start = System.nanoTime();
        BestWindow window = BestWindow.of(model.tokenizer().tokenize(query), stopTokens);
        Preparation preparation = new Preparation(deadline);
        List<TokenizedText> pairs = new ArrayList<>(passages.size());
        for (int i = 0; i < passages.size() && preparation.goesOn(); i++) {
            pairs.add(pair(query, passages.get(i), window));
        }
        RequestContext.current().timings().add("tokenize", System.nanoTime() - start);
        return pairs.isEmpty() ? List.of() : run(pairs, deadline);
    }

    private TokenizedText pair(String query, String passage, BestWindow window) {
        int size = properties.maxPassageTokens();
        return window.choose(model.tokenizer().tokenizeWindows(query, passage, size, BestWindow.stride(size)));
    }

    private List<PairScore> run(List<TokenizedText> pairs, Deadline deadline) {
        EncodeJob<Double> job = new EncodeJob<>(model, pairs, CrossEncoderScorer::score, deadline);
        Duration left = deadline.remaining().minus(properties.reserve());
        scheduler.runWithin(job, left.isNegative() ? Duration.ZERO : left);
        job.report(RequestContext.current().timings());

        List<@Nullable Double> results = job.results();
        List<PairScore> scores = new ArrayList<>(results.size());
        for (int i = 0; i < results.size(); i++) {
            Double score = results.get(i);
            if (score != null) {
                scores.add(new PairScore(i, score, pairs.get(i).truncated()));
            }
        }
        return scores;
    }

    /** The logistic of the one logit that a reranker has. */
    static double score(HiddenStates logits) {
        return 1 / (1 + Math.exp(-logits.at(0, 0)));
    }
}
