package io.celesteos.streaming.dialect;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.streaming.provider.Turn;
import io.celesteos.streaming.relay.StreamQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question and what was said before it.
 *
 * @param history oldest first
 */
public record Conversation(String query, List<Turn> history) {

    public Conversation {
        history = List.copyOf(history);
    }

    /** The question to the yacht; what is null takes its documented default. */
    public StreamQuery toQuery(YachtId yachtId, @Nullable Integer topK, @Nullable Boolean llm) {
        return StreamQuery.of(query, yachtId, topK, llm).after(history);
    }
}
