package io.celesteos.gateway.proxy;

import io.celesteos.database.yachts.Yacht;
import io.celesteos.gateway.identity.SignedIn;
import java.util.List;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Opens a proxied WebSocket in which every frame of the client is made the yacht's own. */
final class YachtWebSocketService implements WebSocketService {

    private final WebSocketService handshake;
    private final YachtInBody yachtInBody;

    YachtWebSocketService(WebSocketService handshake, YachtInBody yachtInBody) {
        this.handshake = handshake;
        this.yachtInBody = yachtInBody;
    }

    @Override
    public Mono<Void> handleRequest(ServerWebExchange exchange, WebSocketHandler proxied) {
        Yacht yacht = SignedIn.yacht(exchange);
        return handshake.handleRequest(exchange, new WebSocketHandler() {
            @Override
            public List<String> getSubProtocols() {
                return proxied.getSubProtocols();
            }

            @Override
            public Mono<Void> handle(WebSocketSession session) {
                return proxied.handle(new YachtWebSocketSession(session, yacht, yachtInBody));
            }
        });
    }
}
