package io.celesteos.streaming.relay;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.streaming.provider.Turn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked, checked.
 *
 * @param history what was said before, oldest first; only the answer reads it
 * @param topK most results in the final order, 1 to 100
 * @param llm whether an answer is wanted
 */
public record StreamQuery(String query, List<Turn> history, YachtId yachtId, int topK, boolean llm) {

    public StreamQuery {
        history = List.copyOf(history);
    }

    /** What is null takes its documented default: ten results, with an answer. */
    public static StreamQuery of(String query, YachtId yachtId, @Nullable Integer topK, @Nullable Boolean llm) {
        return new StreamQuery(query, List.of(), yachtId, topK == null ? 10 : topK, llm == null || llm);
    }

    /** The same with what was said before it, oldest first. */
    public StreamQuery after(List<Turn> earlier) {
        return new StreamQuery(query, earlier, yachtId, topK, llm);
    }
}
