package io.celesteos.streaming.connection;

import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** HTTP/1.1 over sockets that are {@linkplain WatchedEndPoint watched}, with nothing kept between two writes. */
final class StreamConnector extends ServerConnector {

    StreamConnector(Server server, InetSocketAddress address, ConnectionProperties properties) {
        super(server, new HttpConnectionFactory(http(properties)));
        setHost(address.getHostString());
        setPort(address.getPort());
    }

    private static HttpConfiguration http(ConnectionProperties properties) {
        HttpConfiguration http = new HttpConfiguration();
        http.setIdleTimeout(properties.stalledWrite().toMillis());
        http.setSendServerVersion(false);
        // What is written leaves at once: gathered it would stay in a buffer that is kept until the end of the answer.
        http.setOutputAggregationSize(0);
        return http;
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        WatchedEndPoint socket = new WatchedEndPoint(channel, selector, key, getScheduler());
        socket.setIdleTimeout(getIdleTimeout());
        return socket;
    }
}
