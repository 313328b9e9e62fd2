package io.celesteos.streaming.connection;

import org.eclipse.jetty.server.Server;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The server that carries the streams. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConnectionProperties.class)
class ConnectionConfiguration {

    @Bean
    JettyServletWebServerFactory streamServer(ConnectionProperties properties, JsonMapper json) {
        StreamServerFactory factory = new StreamServerFactory(properties);
        factory.addServerCustomizers(server -> watch(server, json));
        return factory;
    }

    private static void watch(Server server, JsonMapper json) {
        server.insertHandler(new CallerScope());
        server.setErrorHandler(new Refusals(json));
    }
}
