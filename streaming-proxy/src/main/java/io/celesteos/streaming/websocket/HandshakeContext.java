package io.celesteos.streaming.websocket;

import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.streaming.connection.CallerConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.util.UriComponentsBuilder;

/** Keeps the context of the request that opens a socket: its id and trace belong to every query on it. */
final class HandshakeContext implements HandshakeInterceptor {

    private static final String ATTRIBUTE = RequestContext.class.getName();
    private static final String YACHT = YachtId.class.getName();
    private static final String CONNECTION = CallerConnection.class.getName();

    static RequestContext of(WebSocketSession session) {
        return session.getAttributes().get(ATTRIBUTE) instanceof RequestContext context
                ? context
                : RequestContext.background(Duration.ofSeconds(30));
    }

    /** What carries the socket. */
    static CallerConnection connection(WebSocketSession session) {
        return session.getAttributes().get(CONNECTION) instanceof CallerConnection connection
                ? connection
                : CallerConnection.current();
    }

    /** Whose socket it is, where the address says so; a yacht_id that is none is refused with the handshake. */
    static @Nullable YachtId yacht(WebSocketSession session) {
        return session.getAttributes().get(YACHT) instanceof YachtId yacht ? yacht : null;
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        attributes.put(ATTRIBUTE, RequestContext.current());
        attributes.put(CONNECTION, CallerConnection.current());
        List<String> named = UriComponentsBuilder.fromUri(request.getURI())
                .build()
                .getQueryParams()
                .getOrDefault("yacht_id", List.of());
        if (named.isEmpty()) {
            return true;
        }
        try {
            attributes.put(YACHT, YachtId.of(named.getFirst()));
            if (named.size() == 1) {
                return true;
            }
            response.setStatusCode(HttpStatus.BAD_REQUEST);
            return false;
        } catch (IllegalArgumentException noUuid) {
            response.setStatusCode(HttpStatus.BAD_REQUEST);
            return false;
        }
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception failure) {}
}
