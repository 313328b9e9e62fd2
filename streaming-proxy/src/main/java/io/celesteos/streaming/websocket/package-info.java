/** The stream as JSON frames, several queries over one socket. */
@NullMarked
package io.celesteos.streaming.websocket;

import org.jspecify.annotations.NullMarked;
