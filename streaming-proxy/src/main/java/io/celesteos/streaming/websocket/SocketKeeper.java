package io.celesteos.streaming.websocket;

import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;

/**
 * Pings a socket and closes the one that does not answer, or that nobody uses. A socket whose other side is gone
 * without a word looks like a quiet one until it is pinged. Thread-safe.
 */
@Component
class SocketKeeper {

    private static final Logger log = LoggerFactory.getLogger(SocketKeeper.class);

    /** For those that always have a query in work; longer than any one takes. */
    private static final Duration LAST_QUERIES = Duration.ofMinutes(1);

    private final Duration pingEvery;
    private final Duration idleTimeout;
    private final Duration maxLifetime;
    private final Duration sendTimeout;

    SocketKeeper(SocketProperties properties) {
        this.pingEvery = properties.pingEvery();
        this.idleTimeout = properties.idleTimeout();
        this.maxLifetime = properties.maxLifetime();
        this.sendTimeout = properties.sendTimeout();
    }

    /** Returns when the socket is closed, or has had the time to answer a close. */
    void keep(OpenSocket socket) throws InterruptedException {
        boolean pinged = false;
        long pingedAt = 0;
        while (!awaitClose(socket)) {
            if (pinged && !socket.heardSince(pingedAt)) {
                end(socket, CloseStatus.SESSION_NOT_RELIABLE.withReason("no answer to a ping"));
                return;
            }
            if (socket.idle().compareTo(idleTimeout) >= 0) {
                end(socket, CloseStatus.GOING_AWAY.withReason("idle"));
                return;
            }
            if (outlived(socket)) {
                end(socket, CloseStatus.GOING_AWAY.withReason("open for long: connect again"));
                return;
            }
            pinged = true;
            pingedAt = System.nanoTime();
            try {
                socket.session().sendMessage(new PingMessage());
            } catch (IOException | RuntimeException gone) {
                log.debug("A socket could not be pinged", gone);
                end(socket, CloseStatus.SESSION_NOT_RELIABLE);
                return;
            }
        }
    }

    /** Returns when the next ping is due, or with true when the socket is closed or its reader takes nothing. */
    private boolean awaitClose(OpenSocket socket) throws InterruptedException {
        long until = System.nanoTime() + pingEvery.toNanos();
        while (until - System.nanoTime() > 0) {
            Duration left = Duration.ofNanos(until - System.nanoTime());
            if (socket.awaitClose(left.compareTo(sendTimeout) < 0 ? left : sendTimeout)) {
                return true;
            }
            if (socket.sending().compareTo(sendTimeout) >= 0) {
                socket.abandon();
                socket.hangUp();
                return true;
            }
        }
        return false;
    }

    private boolean outlived(OpenSocket socket) {
        Duration over = socket.age().minus(maxLifetime);
        return !over.isNegative() && (!socket.busy() || over.compareTo(LAST_QUERIES) >= 0);
    }

    private static void end(OpenSocket socket, CloseStatus status) {
        // The work first: closing may wait for a side that is not there.
        socket.abandon();
        socket.close(status);
    }
}
