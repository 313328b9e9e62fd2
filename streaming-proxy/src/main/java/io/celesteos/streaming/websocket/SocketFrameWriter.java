package io.celesteos.streaming.websocket;

import io.celesteos.streaming.event.StreamEvent;
import io.celesteos.streaming.relay.FrameSink;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.SessionLimitExceededException;
import tools.jackson.databind.json.JsonMapper;

/** Writes the events of one query to a socket that several queries may share. */
final class SocketFrameWriter implements FrameSink {

    private final WebSocketSession socket;
    private final JsonMapper json;
    private final @Nullable String queryId;
    private final Runnable atEnd;

    /** @param atEnd done just before the last event leaves */
    SocketFrameWriter(WebSocketSession socket, JsonMapper json, @Nullable String queryId, Runnable atEnd) {
        this.socket = socket;
        this.json = json;
        this.queryId = queryId;
        this.atEnd = atEnd;
    }

    @Override
    public void event(long number, StreamEvent event) throws IOException {
        SocketFrame frame = new SocketFrame(event.eventType(), event, number, queryId);
        if (event.last()) {
            atEnd.run();
        }
        send(new TextMessage(json.writeValueAsBytes(frame)));
    }

    @Override
    public void heartbeat() throws IOException {
        send(new PingMessage());
    }

    @Override
    public boolean callerGone() {
        return !socket.isOpen();
    }

    private void send(WebSocketMessage<?> message) throws IOException {
        try {
            socket.sendMessage(message);
        } catch (SessionLimitExceededException tooSlow) {
            socket.close(tooSlow.getStatus());
            throw new IOException("the caller reads too slowly", tooSlow);
        } catch (IllegalStateException closed) {
            throw new IOException("the socket is closed", closed);
        }
    }
}
