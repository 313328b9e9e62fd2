package io.celesteos.streaming.connection;

import org.jspecify.annotations.Nullable;

/**
 * The socket of the request that the current thread serves.
 *
 * <p>The servlet API tells of a caller who left only when something is written to it, and the first write after
 * that still succeeds. A run without news would go on for nobody until its second heartbeat. Reading tells at
 * once, and without a byte on the wire. To be used by whoever answers the request, and until it is answered.
 */
public final class CallerConnection {

    static final ScopedValue<WatchedEndPoint> SOCKET = ScopedValue.newInstance();

    private final @Nullable WatchedEndPoint socket;

    private CallerConnection(@Nullable WatchedEndPoint socket) {
        this.socket = socket;
    }

    /** Of the request being served; outside of one, a connection that never looks gone. */
    public static CallerConnection current() {
        return new CallerConnection(SOCKET.isBound() ? SOCKET.get() : null);
    }

    /** Whether the other side has closed. A caller that closes its sending half counts as gone, as it does in nginx. */
    public boolean gone() {
        return socket != null && socket.gone();
    }

    /** Closes the socket at once, without a word; what waits for it to take something fails. */
    public void hangUp() {
        if (socket != null) {
            socket.close();
        }
    }
}
