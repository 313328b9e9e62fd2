package io.celesteos.streaming.websocket;

import io.celesteos.contracts.request.RequestContext;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.web.socket.WebSocketSession;

/**
 * A socket and the queries in work on it. Thread-safe.
 *
 * @param session may be written to by several threads
 * @param handshake context of the request that opened it
 */
record OpenSocket(
        WebSocketSession session, RequestContext handshake, Semaphore places, AtomicLong asked, Set<Thread> workers) {

    static OpenSocket of(WebSocketSession session, RequestContext handshake, int maxQueries) {
        return new OpenSocket(
                session, handshake, new Semaphore(maxQueries), new AtomicLong(), ConcurrentHashMap.newKeySet());
    }

    /** Nobody reads what they write: a worker that waits stops at once, and the calls behind it with it. */
    void abandon() {
        workers.forEach(Thread::interrupt);
    }
}
