package io.celesteos.streaming.connection;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Puts the socket of a request within reach of {@link CallerConnection}. */
final class CallerScope extends Handler.Wrapper {

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (request.getConnectionMetaData().getConnection().getEndPoint() instanceof WatchedEndPoint socket) {
            return ScopedValue.where(CallerConnection.SOCKET, socket)
                    .call(() -> super.handle(request, response, callback));
        }
        return super.handle(request, response, callback);
    }
}
