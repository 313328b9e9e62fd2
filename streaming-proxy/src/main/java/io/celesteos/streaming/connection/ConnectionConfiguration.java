package io.celesteos.streaming.connection;

import org.eclipse.jetty.server.Server;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The server that carries the streams. */
@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

    @Bean
    JettyServletWebServerFactory streamServer(JsonMapper json) {
        StreamServerFactory factory = new StreamServerFactory();
        factory.addServerCustomizers(server -> watch(server, json));
        return factory;
    }

    private static void watch(Server server, JsonMapper json) {
        server.insertHandler(new CallerScope());
        server.setErrorHandler(new Refusals(json));
    }
}
