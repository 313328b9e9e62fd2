package io.celesteos.stack.evaluation;

import io.celesteos.bench.latency.Times;
import io.celesteos.bench.quality.JudgedQuestions.Asked;
import io.celesteos.bench.quality.JudgedQuestions.Worth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What the answers were worth.
 *
 * @param unanswered questions that were refused, with the reason
 * @param degraded what answers lacked, with how many of them
 */
public record EvaluationResult(List<Scored> scored, List<String> unanswered, Map<String, Integer> degraded) {

    public EvaluationResult {
        scored = List.copyOf(scored);
        unanswered = List.copyOf(unanswered);
        degraded = new TreeMap<>(degraded);
    }

    /** One answered question and how long its answer took. */
    public record Scored(Asked asked, Worth worth, double millis) {}

    /**
     * Means over some of the questions; 0 to 1, and the time in milliseconds.
     *
     * @param kind of these questions; {@code all} for all
     * @param precision1 share whose first result is the best answer there is
     * @param useful1 share whose first result is any answer
     */
    public record Figures(
            String kind,
            int questions,
            double ndcg10,
            double recall10,
            double mrr10,
            double precision1,
            double useful1,
            double p50Millis,
            double p95Millis) {}

    /** All together. */
    public Figures all() {
        return figures("all", scored);
    }

    /** Each kind of question by itself; empty where there are no kinds. */
    public List<Figures> byKind() {
        List<String> kinds = scored.stream()
                .map(each -> each.asked().kind())
                .distinct()
                .sorted()
                .toList();
        List<Figures> figures = new ArrayList<>();
        if (kinds.size() > 1) {
            kinds.forEach(kind -> figures.add(figures(
                    kind,
                    scored.stream()
                            .filter(each -> each.asked().kind().equals(kind))
                            .toList())));
        }
        return figures;
    }

    private static Figures figures(String kind, List<Scored> some) {
        Times times = new Times(kind, some.stream().mapToDouble(Scored::millis).toArray(), 0);
        return new Figures(
                kind,
                some.size(),
                mean(some, each -> each.worth().measures().ndcg10()),
                mean(some, each -> each.worth().measures().recall10()),
                mean(some, each -> each.worth().measures().mrr10()),
                mean(some, each -> each.worth().firstIsBest() ? 1 : 0),
                mean(some, each -> each.worth().firstIsUseful() ? 1 : 0),
                times.percentile(50),
                times.percentile(95));
    }

    private static double mean(List<Scored> some, ToDoubleFunction<Scored> measure) {
        return some.stream().mapToDouble(measure).average().orElse(0);
    }
}
