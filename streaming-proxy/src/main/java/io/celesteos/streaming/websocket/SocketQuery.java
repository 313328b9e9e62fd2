package io.celesteos.streaming.websocket;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.contracts.validation.QueryText;
import io.celesteos.streaming.relay.StreamQuery;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A frame that asks something.
 *
 * @param queryId comes back in every frame about this query, so that several at once can be told apart
 */
record SocketQuery(
        @QueryText String query,

        @JsonProperty("yacht_id") @NotNull(message = "is required: a UUID")
        YachtId yachtId,

        @JsonProperty("top_k") @Nullable @Min(1) @Max(100) Integer topK,
        @Nullable Boolean llm,

        @JsonProperty("query_id")
        @JsonAlias("id")
        @Nullable
        @Size(max = 100, message = "is too long: at most 100 characters")
        String queryId)
        implements SocketRequest {

    StreamQuery toQuery() {
        return StreamQuery.of(query, yachtId, topK, llm);
    }
}
