package io.celesteos.streaming.websocket;

import io.celesteos.contracts.problem.ProblemMapper;
import io.celesteos.contracts.request.RequestContext;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/** {@code /api/v1/stream/ws}: every text frame is a query, answered by a thread of its own. */
@Component
class StreamSocketHandler extends TextWebSocketHandler {

    private final SocketPipeline pipeline;
    private final SocketProperties properties;
    private final Map<String, OpenSocket> sockets = new ConcurrentHashMap<>();

    StreamSocketHandler(SocketPipeline pipeline, SocketProperties properties) {
        this.pipeline = pipeline;
        this.properties = properties;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) throws IOException {
        if (sockets.size() >= properties.maxSockets()) {
            session.close(CloseStatus.SERVICE_OVERLOAD);
            return;
        }
        WebSocketSession shared = new ConcurrentWebSocketSessionDecorator(
                session,
                Math.toIntExact(properties.sendTimeout().toMillis()),
                Math.toIntExact(properties.sendBuffer().toBytes()));
        sockets.put(session.getId(), OpenSocket.of(shared, HandshakeContext.of(session), properties.maxQueries()));
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) throws IOException {
        OpenSocket socket = sockets.get(session.getId());
        if (socket == null) {
            return;
        }
        RequestContext context = pipeline.contextFor(socket);
        SocketQuery query = null;
        try {
            query = pipeline.read(message.getPayload());
            pipeline.start(socket, query, context);
        } catch (RuntimeException refused) {
            pipeline.refuse(socket, query == null ? null : query.queryId(), context, ProblemMapper.map(refused));
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

    private void forget(WebSocketSession session) {
        OpenSocket socket = sockets.remove(session.getId());
        if (socket != null) {
            socket.abandon();
        }
    }
}
