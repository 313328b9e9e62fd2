package io.celesteos.streaming.websocket;

import jakarta.validation.constraints.NotNull;

/**
 * A frame that ends a query before its time.
 *
 * @param cancel its {@code query_id}
 */
record SocketCancel(
        @NotNull(message = "is required: the query_id of the query to end")
        String cancel) implements SocketRequest {}
