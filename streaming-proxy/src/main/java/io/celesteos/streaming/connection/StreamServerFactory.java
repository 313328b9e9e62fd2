package io.celesteos.streaming.connection;

import java.net.InetSocketAddress;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Server;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;

/** Jetty as Spring Boot makes it, with a connector of ours. */
final class StreamServerFactory extends JettyServletWebServerFactory {

    private final ConnectionProperties properties;

    StreamServerFactory(ConnectionProperties properties) {
        this.properties = properties;
    }

    @Override
    protected AbstractConnector createConnector(InetSocketAddress address, Server server) {
        return new StreamConnector(server, address, properties);
    }
}
