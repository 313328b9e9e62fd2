package io.celesteos.streaming.websocket;

import io.celesteos.streaming.admission.StreamQuota;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What a query holds while it is in work: its place on the socket, its place in the service and its name. It is
 * given back just before the last event leaves, so that who has read that one may ask again at once.
 */
final class SocketTurn implements AutoCloseable {

    private final OpenSocket socket;
    private final StreamQuota.Place place;
    private final @Nullable String queryId;
    private final AtomicBoolean held = new AtomicBoolean(true);

    SocketTurn(OpenSocket socket, StreamQuota.Place place, @Nullable String queryId) {
        this.socket = socket;
        this.place = place;
        this.queryId = queryId;
    }

    /** However often it is called, everything is given back once. */
    @Override
    public void close() {
        if (held.compareAndSet(true, false)) {
            place.close();
            socket.leave(queryId);
        }
    }
}
