package io.celesteos.streaming.websocket;

import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.streaming.admission.TokenBucket;
import io.celesteos.streaming.connection.CallerConnection;
import io.celesteos.streaming.relay.StreamRun;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;

/** A socket and the queries in work on it. Thread-safe, but for {@link #mayReceive}. */
final class OpenSocket {

    private static final Logger log = LoggerFactory.getLogger(OpenSocket.class);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ConcurrentWebSocketSessionDecorator session;
    private final CallerConnection connection;
    private final RequestContext handshake;
    private final @Nullable YachtId yacht;
    private final Semaphore places;
    private final TokenBucket frames;
    private final AtomicLong asked = new AtomicLong();
    private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
    private final Map<String, StreamRun> named = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch gone = new CountDownLatch(1);
    private final long openedAt;
    private volatile long heardAt;
    private volatile long busyAt;

    /**
     * @param session may be written to by several threads
     * @param connection that carries it
     * @param handshake context of the request that opened it
     * @param yacht whose socket it is; null where only each query says
     */
    OpenSocket(
            ConcurrentWebSocketSessionDecorator session,
            CallerConnection connection,
            RequestContext handshake,
            @Nullable YachtId yacht,
            SocketProperties properties) {
        this.session = session;
        this.connection = connection;
        this.handshake = handshake;
        this.yacht = yacht;
        this.places = new Semaphore(properties.maxQueries());
        long now = System.nanoTime();
        this.frames = new TokenBucket(properties.framesPerSecond(), SECOND, now);
        this.openedAt = now;
        this.heardAt = now;
        this.busyAt = now;
    }

    WebSocketSession session() {
        return session;
    }

    RequestContext handshake() {
        return handshake;
    }

    @Nullable
    YachtId yacht() {
        return yacht;
    }

    long nextQuery() {
        return asked.incrementAndGet();
    }

    /** Counts a frame; false when there were too many in this second. For the container's thread alone. */
    boolean mayReceive() {
        long now = System.nanoTime();
        heardAt = now;
        busyAt = now;
        return frames.take(now);
    }

    void heard() {
        heardAt = System.nanoTime();
    }

    boolean heardSince(long nanoTime) {
        return heardAt - nanoTime >= 0;
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - openedAt);
    }

    boolean busy() {
        return !workers.isEmpty();
    }

    /** For how long nothing was asked and nothing was in work. */
    Duration idle() {
        return workers.isEmpty() ? Duration.ofNanos(System.nanoTime() - busyAt) : Duration.ZERO;
    }

    boolean enter() {
        return places.tryAcquire();
    }

    /** @param queryId its name, which is free again; null where it had none */
    void leave(@Nullable String queryId) {
        if (queryId != null) {
            named.remove(queryId);
        }
        busyAt = System.nanoTime();
        places.release();
    }

    void name(String queryId, StreamRun run) {
        named.put(queryId, run);
    }

    boolean knows(String queryId) {
        return named.containsKey(queryId);
    }

    /** Ends the query of that name; one that has ended, or never was, is no matter. */
    void cancel(String queryId) {
        StreamRun run = named.get(queryId);
        if (run != null) {
            run.cancel();
        }
    }

    void begins(Thread worker) {
        workers.add(worker);
    }

    void ends(Thread worker) {
        workers.remove(worker);
    }

    /** Nobody reads what they write: a worker that waits stops at once, and the calls behind it with it. */
    void abandon() {
        closed.countDown();
        workers.forEach(Thread::interrupt);
    }

    /** Its connection has ended. */
    void gone() {
        abandon();
        gone.countDown();
    }

    /** @return true when its connection ended within that time: the other side has answered the close */
    boolean awaitGone(Duration wait) throws InterruptedException {
        return gone.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    void close(CloseStatus status) {
        try {
            session.close(status);
        } catch (IOException gone) {
            log.debug("The socket could not be closed in good order", gone);
        }
    }

    /** For how long a frame has been leaving; zero when none is. */
    Duration sending() {
        return Duration.ofMillis(session.getTimeSinceSendStarted());
    }

    /** Closes the connection below, without a word: a frame that is stuck in it fails, and nothing is waited for. */
    void hangUp() {
        connection.hangUp();
    }

    /** @return true when its work was given up within that time */
    boolean awaitClose(Duration wait) throws InterruptedException {
        return closed.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Waits until the last frame of every query is out, at most that long. */
    void awaitQuiet(Duration wait) throws InterruptedException {
        long until = System.nanoTime() + wait.toNanos();
        for (Thread worker : workers) {
            worker.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
        }
    }
}
