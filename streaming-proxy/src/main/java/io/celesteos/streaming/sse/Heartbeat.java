package io.celesteos.streaming.sse;

/** How a long silence is broken. */
enum Heartbeat {
    /** By a comment, which no event listener sees. */
    COMMENT,
    /** By a {@code heartbeat} event without an id, for pages that watch whether the stream is alive. */
    EVENT
}
