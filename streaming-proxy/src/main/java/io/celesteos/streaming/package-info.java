/**
 * Results as they are found and the answer as it is written.
 *
 * <p>A query comes in through {@code sse}, {@code websocket} or {@code answer}, or from a chat client through
 * {@code chat} or {@code passthrough}, gets a place from {@code admission}, and starts a run in {@code relay}: the search-engine (a fast lexical search and the full one) and
 * the nlp-service are asked at once through the clients that {@code upstream} wires; what they say becomes
 * {@code event}s in a bounded queue. Once the hits are settled, {@code provider} writes the answer from them.
 * The thread that serves the caller drains the queue, and {@code connection} tells it when nobody listens any
 * more, which ends the run and the calls behind it.
 */
@NullMarked
package io.celesteos.streaming;

import org.jspecify.annotations.NullMarked;
