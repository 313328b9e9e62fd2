package io.celesteos.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.gateway.stack.FakeService;
import io.celesteos.gateway.stack.TightStack;
import io.celesteos.gateway.stack.Yachts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Streams, uploads, and callers that leave. */
@Timeout(60)
class LongAnswersIT extends TightStack {

    private static final int PIECE = 256 << 10;
    private static final int PIECES = 16;

    private final AtomicLong arrived = new AtomicLong();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anUploadIsPassedOnWhileItIsStillBeingSent(boolean declared) throws Exception {
        takeUploads();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(uploadHead(declared ? "Content-Length: " + PIECE * PIECES : "Transfer-Encoding: chunked"));
            byte[] piece = new byte[PIECE];
            write(out, piece, declared);
            // Whoever wants all of it before passing on any hangs here.
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            for (int sent = 1; sent < PIECES; sent++) {
                write(out, piece, declared);
            }
            if (!declared) {
                out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 202");
        }
        assertThat(arrived).hasValue((long) PIECE * PIECES);
        FakeService.Received received = SEARCH.lastReceived();
        assertThat(received.uri()).isEqualTo("/api/v1/documents?yacht_id=" + Yachts.FIRST);
        assertThat(received.headers()).containsEntry("content-type", "multipart/form-data; boundary=x");
        assertThat(received.headers().containsKey("content-length")).isEqualTo(declared);
    }

    @Test
    void anUploadThatDeclaresTooMuchIsRefusedUnread() throws Exception {
        takeUploads();
        assertThat(raw(uploadHead("Content-Length: 9000000"))).startsWith("HTTP/1.1 413");
        assertThat(SEARCH.received()).isEmpty();
    }

    @Test
    void anUploadThatTurnsOutTooLargeIsStopped() throws Exception {
        takeUploads();
        HttpResponse<String> response = send(asFirst("/api/v1/documents")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofByteArray(new byte[9_000_000]))));
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(arrived.get()).isLessThanOrEqualTo(8L << 20);
    }

    @Test
    void aStreamThatIsQuietForLongLivesByItsHeartbeats() throws Exception {
        Flux<String> beats = Flux.interval(Duration.ofMillis(200)).map(beat -> ": beat\n\n");
        STREAMING.on(
                "/api/v1/stream",
                (request, response) ->
                        response.sse().sendString(beats.take(8).concatWith(Mono.just("data: at last\n\n"))));
        assertThat(send(asFirst("/api/v1/stream?query=x")).body()).endsWith("data: at last\n\n");
    }

    @Test
    void aStreamWithoutHeartbeatsEnds() throws Exception {
        STREAMING.on(
                "/api/v1/stream",
                (request, response) -> response.sse().sendString(Flux.concat(Mono.just("data: 1\n\n"), Mono.never())));
        HttpResponse<InputStream> response =
                HTTP.send(asFirst("/api/v1/stream?query=x").build(), HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("data: 1");
            assertThat(lines.readLine()).isEmpty();
            assertThat(lines.readLine()).isEqualTo("event: error");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/search", "/api/v1/documents"})
    void aCallerThatLeavesBeforeTheAnswerIsNoticedByTheService(String path) throws Exception {
        SEARCH.on(path, (request, response) -> {
            begun.countDown();
            return Mono.<Void>never().doOnCancel(left::countDown);
        });
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(("POST " + path + " HTTP/1.1\r\nHost: x\r\nX-Yacht-Signature: " + Yachts.FIRST_SIGNATURE
                                    + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        }
        // Sooner than any time limit would end it.
        assertThat(left.await(900, TimeUnit.MILLISECONDS)).isTrue();
    }

    @Test
    void whatConcernsOneConnectionStaysOnIt() throws Exception {
        SEARCH.on(
                "/rag/query",
                (request, response) -> response.header("Content-Type", "application/json")
                        .header("Connection", "X-Inner")
                        .header("X-Inner", "1")
                        .header("Keep-Alive", "timeout=1")
                        .header("Proxy-Connection", "close")
                        .header("Trailer", "X-After")
                        .addHeader("Set-Cookie", "a=1")
                        .addHeader("Set-Cookie", "b=2")
                        .addHeader("Vary", "Accept")
                        .addHeader("Vary", "Origin")
                        .sendString(Mono.just("{}")));
        HttpResponse<String> response = send(json(asFirst("/rag/query").header("Origin", ALLOWED_ORIGIN), "{}"));
        assertThat(response.headers().map())
                .doesNotContainKeys("x-inner", "keep-alive", "proxy-connection", "trailer", "set-cookie")
                .allSatisfy((name, values) -> assertThat(values).as(name).hasSize(1));
        assertThat(response.headers().firstValue("Vary")).contains("Origin");
    }

    @Test
    void whatAProxySaysOfItsClientGoesNoFurther() throws Exception {
        SEARCH.onJson("/rag/query", 200, "{}");
        HttpResponse<String> response = send(json(
                asFirst("/rag/query")
                        .header("X-Forwarded-For", "203.0.113.7")
                        .header("X-Forwarded-Proto", "https")
                        .header("X-Forwarded-Host", "evil.example")
                        .header("Forwarded", "for=203.0.113.7"),
                "{}"));
        assertThat(response.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
        assertThat(SEARCH.lastReceived().headers())
                .doesNotContainKeys("x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "forwarded");
    }

    /** Longer than a head or a body may take. */
    @Test
    void aWebSocketIsUnderNoneOfTheTimeLimitsOfRequests() throws Exception {
        STREAMING.on(
                "/api/v1/stream/ws",
                (request, response) -> response.sendWebsocket((in, out) -> out.sendString(
                        in.receive().asString(StandardCharsets.UTF_8).delayElements(Duration.ofMillis(500)))));
        BlockingQueue<String> frames = new LinkedBlockingQueue<>();
        WebSocket socket = HTTP.newWebSocketBuilder()
                .header("X-Yacht-Signature", Yachts.FIRST_SIGNATURE)
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/api/v1/stream/ws"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                        frames.add(data.toString());
                        from.request(1);
                        return CompletableFuture.completedStage(null);
                    }
                })
                .join();
        for (String query : new String[] {"first", "second"}) {
            socket.sendText("{\"query\":\"" + query + "\"}", true).join();
            assertThat(frames.poll(20, TimeUnit.SECONDS)).contains(query);
        }
        socket.abort();
    }

    /** As curl sends what is large: it waits to be asked for the body. */
    @Test
    void aBodyThatIsSentOnDemandIsAskedFor() throws Exception {
        takeUploads();
        HttpResponse<String> response = send(asFirst("/api/v1/documents")
                .expectContinue(true)
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[PIECE])));
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(arrived).hasValue(PIECE);
    }

    @Test
    void aWebSocketWithNobodyBehindItIsClosedWithTheReason() throws Exception {
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        STREAMING.goAway();
        try {
            HTTP.newWebSocketBuilder()
                    .header("X-Yacht-Signature", Yachts.FIRST_SIGNATURE)
                    .buildAsync(URI.create("ws://127.0.0.1:" + port + "/api/v1/stream/ws"), new WebSocket.Listener() {
                        @Override
                        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
                            closed.complete(status);
                            return CompletableFuture.completedStage(null);
                        }
                    })
                    .join();
            assertThat(closed.get(20, TimeUnit.SECONDS)).isEqualTo(1013);
        } finally {
            STREAMING.comeBack();
        }
        healthUntil(now -> now.at("/status").stringValue().equals("healthy"));
    }

    private void takeUploads() {
        SEARCH.onUnread(
                "/api/v1/documents",
                (request, response) -> request.receiveContent()
                        .doOnNext(content -> {
                            arrived.addAndGet(content.content().readableBytes());
                            begun.countDown();
                        })
                        .then(Mono.defer(() -> Mono.from(response.status(202)
                                .header("Content-Type", "application/json")
                                .sendString(Mono.just("{}"))))));
    }

    private static byte[] uploadHead(String length) {
        return ("POST /api/v1/documents HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Yacht-Signature: "
                        + Yachts.FIRST_SIGNATURE + "\r\nContent-Type: multipart/form-data; boundary=x\r\n" + length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void write(OutputStream out, byte[] piece, boolean declared) throws IOException {
        if (!declared) {
            out.write((Integer.toHexString(piece.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        out.write(piece);
        if (!declared) {
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.flush();
    }

    private String raw(byte[] request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
