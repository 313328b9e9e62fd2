package io.celesteos.streaming.websocket;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.streaming.relay.StreamPipeline;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/**
 * {@code /api/v1/stream/ws}: every text frame is a query, answered by a thread of its own, or the cancelling of
 * one. When the service stops, its sockets are closed once their last events are out.
 */
@Component
class StreamSocketHandler extends TextWebSocketHandler implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StreamSocketHandler.class);

    private static final Duration LAST_EVENTS = Duration.ofSeconds(2);

    private final SocketPipeline pipeline;
    private final SocketKeeper keeper;
    private final SocketProperties properties;
    private final Map<String, OpenSocket> sockets = new ConcurrentHashMap<>();
    private volatile boolean running;

    StreamSocketHandler(SocketPipeline pipeline, SocketKeeper keeper, SocketProperties properties) {
        this.pipeline = pipeline;
        this.keeper = keeper;
        this.properties = properties;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) throws IOException {
        YachtId yacht = HandshakeContext.yacht(session);
        if (sockets.size() >= properties.maxSockets() || hasItsShare(yacht)) {
            session.close(CloseStatus.SERVICE_OVERLOAD);
            return;
        }
        int sendMillis = Math.toIntExact(properties.sendTimeout().toMillis());
        ConcurrentWebSocketSessionDecorator shared = new ConcurrentWebSocketSessionDecorator(
                session, sendMillis, Math.toIntExact(properties.sendBuffer().toBytes()));
        OpenSocket socket = new OpenSocket(
                shared, HandshakeContext.connection(session), HandshakeContext.of(session), yacht, properties);
        sockets.put(session.getId(), socket);
        Thread.ofVirtual().name("socket-keeper-" + session.getId()).start(() -> keep(session, socket));
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) throws IOException {
        OpenSocket socket = sockets.get(session.getId());
        if (socket != null) {
            pipeline.receive(socket, message.getPayload());
        }
    }

    @Override
    protected void handlePongMessage(WebSocketSession session, PongMessage message) {
        OpenSocket socket = sockets.get(session.getId());
        if (socket != null) {
            socket.heard();
        }
    }

    @Override
    public void handleTransportError(WebSocketSession session, Throwable failure) {
        forget(session);
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        forget(session);
    }

    private boolean hasItsShare(@Nullable YachtId yacht) {
        return yacht != null
                && sockets.values().stream()
                                .filter(socket -> yacht.equals(socket.yacht()))
                                .count()
                        >= properties.maxSocketsPerYacht();
    }

    private void keep(WebSocketSession session, OpenSocket socket) {
        try {
            keeper.keep(socket);
            socket.abandon();
            if (!socket.awaitGone(properties.sendTimeout())) {
                socket.hangUp();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            forget(session);
        }
    }

    private void forget(WebSocketSession session) {
        OpenSocket socket = sockets.remove(session.getId());
        if (socket != null) {
            socket.gone();
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try {
            for (OpenSocket socket : sockets.values()) {
                socket.awaitQuiet(LAST_EVENTS);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        log.debug("{} sockets are closed", sockets.size());
        sockets.values().forEach(socket -> socket.close(CloseStatus.SERVICE_RESTARTED));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the runs were told to end, before the web server stops. */
    @Override
    public int getPhase() {
        return StreamPipeline.STOP_PHASE - 1;
    }
}
