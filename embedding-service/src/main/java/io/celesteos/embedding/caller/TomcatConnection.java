package io.celesteos.embedding.caller;

import java.io.IOException;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * The socket of the request that this thread serves. A look at it is a read that does not block: what a client
 * pipelined goes into the buffer that Tomcat takes the next request from, and the end of the stream shows as an
 * exception. The thread that serves a request is the only one that reads its socket meanwhile, so a look from
 * any other thread says nothing.
 */
final class TomcatConnection implements ClientConnection {

    private static final ScopedValue<TomcatConnection> CURRENT = ScopedValue.newInstance();

    private final SocketWrapperBase<?> socket;
    private final Thread owner = Thread.currentThread();
    private boolean gone;

    private TomcatConnection(SocketWrapperBase<?> socket) {
        this.socket = socket;
    }

    /** That of the calling thread's request; unknown where Tomcat was not told to watch. */
    static ClientConnection current() {
        return CURRENT.isBound() ? CURRENT.get() : ClientConnection.UNKNOWN;
    }

    /** Runs {@code service} with {@code socket} as {@link #current()}. */
    static <T> T during(SocketWrapperBase<?> socket, ScopedValue.CallableOp<T, IOException> service)
            throws IOException {
        return ScopedValue.where(CURRENT, new TomcatConnection(socket)).call(service);
    }

    /**
     * A client that shut down only its sending half is taken for gone, as most servers and proxies do: one that
     * still reads then cannot be told from one that does not.
     */
    @Override
    public boolean gone() {
        if (!gone && Thread.currentThread().equals(owner)) {
            gone = socket.isClosed() || ended();
        }
        return gone;
    }

    private boolean ended() {
        try {
            // Whether there is something to read is of no interest here; that there will never be, is.
            socket.isReadyForRead();
            return false;
        } catch (IOException end) {
            return true;
        }
    }
}
