package io.celesteos.bench.load.stream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** One reader of one stream, on a virtual thread and a connection of its own. */
final class OpenStream {

    private static final String DATA = "data: ";
    private static final String EVENT = "event: ";

    private final URI service;
    private final String request;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final Latencies pieces = new Latencies();
    private final Latencies hits = new Latencies();
    private final Thread thread;
    private long asked;
    private volatile long firstEvent;
    private volatile Ending ending = Ending.OPEN;
    private volatile @Nullable String failure;

    private OpenStream(URI service, String request) {
        this.service = service;
        this.request = request;
        this.thread = Thread.ofVirtual().name("reader").unstarted(this::read);
    }

    /** Through the proxy. */
    static OpenStream proxied(URI proxy, String yacht) {
        return new OpenStream(
                        proxy,
                        "GET /api/v1/stream?query=why+does+the+generator+overheat&top_k=5&yacht_id=" + yacht
                                + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n")
                .open();
    }

    /** To the language model, as the proxy asks it. */
    static OpenStream direct(URI model) {
        String body = "{\"model\":\"load\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"why\"}]}";
        return new OpenStream(
                        model,
                        "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                .open();
    }

    private OpenStream open() {
        thread.start();
        return this;
    }

    private void read() {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            asked = System.nanoTime();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String status = HttpLines.next(in);
            boolean chunked = headers(in);
            if (status == null || !status.contains(" 200") || !chunked) {
                ending = Ending.REFUSED;
                failure = String.valueOf(status);
                return;
            }
            events(new ChunkedBody(in));
        } catch (IOException cut) {
            failure = cut.toString();
            ending = ending == Ending.OPEN ? Ending.LOST : ending;
        } finally {
            begun.countDown();
        }
    }

    private static boolean headers(InputStream in) throws IOException {
        boolean chunked = false;
        for (String line = HttpLines.next(in); line != null && !line.isEmpty(); line = HttpLines.next(in)) {
            chunked |= line.toLowerCase(Locale.ROOT).equals("transfer-encoding: chunked");
        }
        return chunked;
    }

    private void events(InputStream body) throws IOException {
        String event = "";
        for (String line = HttpLines.next(body); line != null; line = HttpLines.next(body)) {
            long now = System.nanoTime();
            if (firstEvent == 0 && !line.isEmpty()) {
                firstEvent = now;
                begun.countDown();
            }
            if (line.startsWith(EVENT)) {
                event = line.substring(EVENT.length());
            } else if (line.startsWith(DATA)) {
                Latencies kind = event.equals("result") ? hits : pieces;
                Stamp.read(line, written -> kind.add(written, now));
                last(event, line);
            }
        }
        if (ending == Ending.OPEN) {
            ending = Ending.LOST;
        }
    }

    private void last(String event, String line) {
        if (event.equals("complete") || line.equals(DATA + "[DONE]")) {
            ending = Ending.COMPLETE;
        } else if (event.equals("error")) {
            failure = line;
            ending = line.contains("\"retryable\":true") ? Ending.RETRYABLE : Ending.ERROR;
        }
    }

    /** Returns when its first event is there or never will be, or at {@code nanoTime}. */
    void awaitBegin(long nanoTime) throws InterruptedException {
        begun.await(nanoTime - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /** Whether it has begun and not ended. */
    boolean flows() {
        return firstEvent != 0 && ending == Ending.OPEN;
    }

    /** Returns when it has ended, or after {@code millis}. */
    void awaitEnd(long millis) throws InterruptedException {
        thread.join(Math.max(1, millis));
    }

    Ending ending() {
        return ending;
    }

    /** Why it ended; null while it has not, or for a good end. */
    @Nullable
    String failure() {
        return failure;
    }

    /** From the request to the first event; zero where none came. */
    long firstEventNanos() {
        return firstEvent == 0 ? 0 : firstEvent - asked;
    }

    /** Pieces of the answer written from {@code from} on and before {@code to}; to be read when the stream has ended. */
    LongStream pieces(long from, long to) {
        return pieces.between(from, to);
    }

    /** Hits, ever. */
    LongStream hits() {
        return hits.between(asked, asked + Long.MAX_VALUE / 2);
    }
}
