package io.celesteos.streaming.websocket;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.streaming.StreamEventType;
import io.celesteos.streaming.event.StreamEvent;
import org.jspecify.annotations.Nullable;

/**
 * One text frame to the caller.
 *
 * @param id number of the event within its query, from 1
 * @param queryId as the caller gave it; left out when it gave none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SocketFrame(
        StreamEventType event,
        StreamEvent data,
        long id,
        @JsonProperty("query_id") @Nullable String queryId) {}
