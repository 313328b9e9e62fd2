package io.celesteos.gateway.proxy;

import io.celesteos.database.yachts.Yacht;
import io.celesteos.gateway.identity.SignedIn;
import java.io.IOException;
import java.util.List;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Opens a proxied WebSocket in which every frame of the client is made the yacht's own. */
final class YachtWebSocketService implements WebSocketService {

    /** The connection was accepted before it was known that nobody is behind it. */
    private static final CloseStatus UNAVAILABLE =
            CloseStatus.SERVICE_OVERLOAD.withReason("the streaming-proxy cannot be reached at the moment");

    private final WebSocketService handshake;
    private final YachtInBody yachtInBody;

    YachtWebSocketService(WebSocketService handshake, YachtInBody yachtInBody) {
        this.handshake = handshake;
        this.yachtInBody = yachtInBody;
    }

    @Override
    public Mono<Void> handleRequest(ServerWebExchange exchange, WebSocketHandler proxied) {
        Yacht yacht = SignedIn.yacht(exchange);
        GuardedCall call = GuardedCall.of(exchange);
        return handshake.handleRequest(exchange, new WebSocketHandler() {
            @Override
            public List<String> getSubProtocols() {
                return proxied.getSubProtocols();
            }

            @Override
            public Mono<Void> handle(WebSocketSession session) {
                Runnable opened = call == null ? () -> {} : call::opened;
                return proxied.handle(new YachtWebSocketSession(session, yacht, yachtInBody, opened))
                        .onErrorResume(IOException.class, failure -> {
                            if (call != null) {
                                call.failed(failure);
                            }
                            return session.close(UNAVAILABLE);
                        });
            }
        });
    }
}
