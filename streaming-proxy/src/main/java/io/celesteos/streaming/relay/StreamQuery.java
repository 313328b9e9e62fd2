package io.celesteos.streaming.relay;

import io.celesteos.contracts.tenancy.YachtId;
import org.jspecify.annotations.Nullable;

/**
 * What is asked, checked.
 *
 * @param topK most results in the final order, 1 to 100
 * @param llm whether an answer is wanted
 */
public record StreamQuery(String query, YachtId yachtId, int topK, boolean llm) {

    /** What is null takes its documented default: ten results, with an answer. */
    public static StreamQuery of(String query, YachtId yachtId, @Nullable Integer topK, @Nullable Boolean llm) {
        return new StreamQuery(query, yachtId, topK == null ? 10 : topK, llm == null || llm);
    }
}
