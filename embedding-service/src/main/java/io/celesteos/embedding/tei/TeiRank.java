package io.celesteos.embedding.tei;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One of the answers of {@code POST /rerank}.
 *
 * @param index into the request's texts
 * @param score 0 to 1, or its log-odds
 * @param text where it was asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TeiRank(int index, double score, @Nullable String text) {

    /** Keeps log-odds finite: a score of 0 or 1 is one of about 34 digits' certainty. */
    private static final double CERTAIN = 1e-15;

    /** What a cross-encoder's logit was before the sigmoid. */
    static double logOdds(double score) {
        double bounded = Math.clamp(score, CERTAIN, 1 - CERTAIN);
        return Math.log(bounded / (1 - bounded));
    }
}
