package io.celesteos.streaming.websocket;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;
import org.springframework.web.socket.server.standard.StandardWebSocketUpgradeStrategy;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/** Where the socket is, and what the container lets through. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
@EnableConfigurationProperties(SocketProperties.class)
class SocketConfiguration implements WebSocketConfigurer {

    private final StreamSocketHandler handler;

    SocketConfiguration(StreamSocketHandler handler) {
        this.handler = handler;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        // Any origin: no cookie opens this door, so a foreign page cannot borrow its visitor's.
        registry.addHandler(handler, "/api/v1/stream/ws")
                .setHandshakeHandler(new DefaultHandshakeHandler(new StandardWebSocketUpgradeStrategy()))
                .addInterceptors(new HandshakeContext())
                .setAllowedOriginPatterns("*");
    }

    @Bean
    ServletServerContainerFactoryBean socketContainer(SocketProperties properties) {
        ServletServerContainerFactoryBean container = new ServletServerContainerFactoryBean();
        int maxFrame = Math.toIntExact(properties.maxFrame().toBytes());
        container.setMaxTextMessageBufferSize(maxFrame);
        container.setMaxBinaryMessageBufferSize(maxFrame);
        // Every ping is answered: one that has been silent for this long was given up and has not closed.
        container.setMaxSessionIdleTimeout(properties
                .pingEvery()
                .multipliedBy(2)
                .plus(properties.sendTimeout())
                .toMillis());
        return container;
    }
}
