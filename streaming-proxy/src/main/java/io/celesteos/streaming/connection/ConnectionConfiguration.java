package io.celesteos.streaming.connection;

import org.apache.catalina.connector.Connector;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts {@link WatchedHttpProtocol} in the place of Tomcat's own, with small buffers. */
@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

    /** Events are smaller, and every open stream keeps its buffers for as long as it is open. */
    private static final String BUFFER_BYTES = "2048";

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> watchedConnections() {
        return factory -> {
            factory.setProtocol(WatchedHttpProtocol.class.getName());
            factory.addConnectorCustomizers(ConnectionConfiguration::smallBuffers);
        };
    }

    private static void smallBuffers(Connector connector) {
        connector.setProperty("socket.appReadBufSize", BUFFER_BYTES);
        connector.setProperty("socket.appWriteBufSize", BUFFER_BYTES);
    }
}
