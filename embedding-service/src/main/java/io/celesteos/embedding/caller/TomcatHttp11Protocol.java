package io.celesteos.embedding.caller;

import java.io.IOException;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** HTTP/1.1 over NIO as Tomcat has it, whose requests know their {@link TomcatConnection}. */
public final class TomcatHttp11Protocol extends Http11NioProtocol {

    @Override
    protected Processor createProcessor() {
        return new ConnectionProcessor(this, getAdapter());
    }

    private static final class ConnectionProcessor extends Http11Processor {

        ConnectionProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
            super(protocol, adapter);
        }

        @Override
        public SocketState service(SocketWrapperBase<?> socket) throws IOException {
            return TomcatConnection.during(socket, () -> super.service(socket));
        }
    }
}
