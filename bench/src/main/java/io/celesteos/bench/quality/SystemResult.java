package io.celesteos.bench.quality;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * One contender over one set.
 *
 * @param judged in the order of the questions
 * @param reranked answers in which a reranker had the last word
 * @param degraded answers that lacked something
 */
record SystemResult(String name, List<Judged> judged, int reranked, int degraded) {

    SystemResult {
        judged = List.copyOf(judged);
    }

    double mean(ToDoubleFunction<Judged> measure) {
        return mean(measure, any -> true);
    }

    double mean(ToDoubleFunction<Judged> measure, Predicate<Question> of) {
        return judged.stream()
                .filter(each -> of.test(each.question()))
                .mapToDouble(measure)
                .average()
                .orElse(0);
    }

    double[] each(ToDoubleFunction<Judged> measure) {
        return judged.stream().mapToDouble(measure).toArray();
    }

    /** Share of questions whose first result has the highest grade there is. */
    double first() {
        return mean(each -> each.firstIsBest() ? 1 : 0);
    }

    double first(String kind) {
        return mean(
                each -> each.firstIsBest() ? 1 : 0, question -> question.kind().equals(kind));
    }

    /** Share of questions whose first result is any answer at all. */
    double useful() {
        return mean(each -> each.firstIsUseful() ? 1 : 0);
    }
}
