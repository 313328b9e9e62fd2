package io.celesteos.streaming.websocket;

/** One text frame from the caller. */
sealed interface SocketRequest permits SocketQuery, SocketCancel {}
