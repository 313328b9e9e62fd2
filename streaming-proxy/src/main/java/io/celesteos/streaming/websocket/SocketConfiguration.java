package io.celesteos.streaming.websocket;

import io.celesteos.contracts.request.RequestContext;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;

/** Where the socket is, and what the container lets through. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class SocketConfiguration implements WebSocketConfigurer, HandshakeInterceptor {

    private static final String CONTEXT = RequestContext.class.getName();

    private final StreamSocketHandler handler;

    SocketConfiguration(StreamSocketHandler handler) {
        this.handler = handler;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        // Any origin: no cookie opens this door, so a foreign page cannot borrow its visitor's.
        registry.addHandler(handler, "/api/v1/stream/ws")
                .addInterceptors(this)
                .setAllowedOriginPatterns("*");
    }

    @Bean
    static ServletServerContainerFactoryBean socketContainer(SocketProperties properties) {
        ServletServerContainerFactoryBean container = new ServletServerContainerFactoryBean();
        int maxFrame = Math.toIntExact(properties.maxFrame().toBytes());
        container.setMaxTextMessageBufferSize(maxFrame);
        container.setMaxBinaryMessageBufferSize(maxFrame);
        container.setMaxSessionIdleTimeout(properties.idleTimeout().toMillis());
        return container;
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler target,
            Map<String, Object> attributes) {
        attributes.put(CONTEXT, RequestContext.current());
        return true;
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler target,
            @Nullable Exception failure) {}

    /** The context of the request that opened the socket. */
    static RequestContext handshakeOf(WebSocketSession session) {
        return session.getAttributes().get(CONTEXT) instanceof RequestContext context
                ? context
                : RequestContext.background(Duration.ofSeconds(30));
    }
}
