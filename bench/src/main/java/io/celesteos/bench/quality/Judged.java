package io.celesteos.bench.quality;

import io.celesteos.bench.judged.Measures;
import java.util.List;

/**
 * What a contender's answer to one question is worth.
 *
 * @param firstIsBest whether the first result has the highest grade there is for the question
 * @param firstIsUseful whether the first result is any answer at all
 */
record Judged(Question question, Measures measures, boolean firstIsBest, boolean firstIsUseful) {

    static Judged of(Question question, List<String> ranking) {
        int first = ranking.isEmpty() ? 0 : question.answers().getOrDefault(ranking.getFirst(), 0);
        return new Judged(
                question, Measures.of(ranking, question.answers()), first > 0 && first == question.best(), first > 0);
    }
}
