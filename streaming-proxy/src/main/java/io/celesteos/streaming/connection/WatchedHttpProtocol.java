package io.celesteos.streaming.connection;

import java.io.IOException;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** Tomcat's HTTP/1.1, with the socket in reach of {@link CallerConnection}. Public: Tomcat makes it by name. */
public final class WatchedHttpProtocol extends Http11NioProtocol {

    @Override
    protected Processor createProcessor() {
        return new WatchedProcessor(this, getAdapter());
    }

    private static final class WatchedProcessor extends Http11Processor {

        WatchedProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
            super(protocol, adapter);
        }

        @Override
        public SocketState service(SocketWrapperBase<?> socket) throws IOException {
            return ScopedValue.where(CallerConnection.SOCKET, socket).call(() -> super.service(socket));
        }
    }
}
