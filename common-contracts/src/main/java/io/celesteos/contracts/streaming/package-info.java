/** The events of {@code /api/v1/stream}, the same over SSE and WebSocket. */
@NullMarked
package io.celesteos.contracts.streaming;

import org.jspecify.annotations.NullMarked;
