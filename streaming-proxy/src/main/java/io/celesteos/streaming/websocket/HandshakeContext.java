package io.celesteos.streaming.websocket;

import io.celesteos.contracts.request.RequestContext;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.server.HandshakeInterceptor;

/** Keeps the context of the request that opens a socket: its id and trace belong to every query on it. */
final class HandshakeContext implements HandshakeInterceptor {

    private static final String ATTRIBUTE = RequestContext.class.getName();

    static RequestContext of(WebSocketSession session) {
        return session.getAttributes().get(ATTRIBUTE) instanceof RequestContext context
                ? context
                : RequestContext.background(Duration.ofSeconds(30));
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        attributes.put(ATTRIBUTE, RequestContext.current());
        return true;
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception failure) {}
}
