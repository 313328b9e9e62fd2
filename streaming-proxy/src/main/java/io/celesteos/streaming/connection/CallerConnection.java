package io.celesteos.streaming.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * The socket of the request that the current thread serves.
 *
 * <p>The servlet API tells of a caller who left only when something is written to it, and the first write after
 * that still succeeds. A run without news would go on for nobody until its second heartbeat. Reading tells at
 * once, and without a byte on the wire. To be used by the request's own thread.
 */
public final class CallerConnection {

    static final ScopedValue<SocketWrapperBase<?>> SOCKET = ScopedValue.newInstance();

    private final @Nullable SocketWrapperBase<?> socket;
    private final ByteBuffer one = ByteBuffer.allocate(1);
    private boolean nextRequestWaits;

    private CallerConnection(@Nullable SocketWrapperBase<?> socket) {
        this.socket = socket;
    }

    /** Of the request being served; outside of one, a connection that never looks gone. */
    public static CallerConnection current() {
        return new CallerConnection(SOCKET.isBound() ? SOCKET.get() : null);
    }

    /** Whether the other side has closed. A caller that closes its sending half counts as gone, as it does in nginx. */
    public boolean gone() {
        if (socket == null || nextRequestWaits) {
            return false;
        }
        try {
            one.clear();
            int read = socket.read(false, one);
            if (read > 0) {
                // The caller has sent its next request already: it belongs to the container, and hides the end.
                socket.unRead(one.flip());
                nextRequestWaits = true;
            }
            return read < 0;
        } catch (IOException closed) {
            return true;
        }
    }
}
