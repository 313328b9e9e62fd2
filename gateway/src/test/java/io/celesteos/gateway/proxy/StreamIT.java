package io.celesteos.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.gateway.stack.GatewayStack;
import io.celesteos.gateway.stack.Yachts;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class StreamIT extends GatewayStack {

    private final Sinks.Many<String> events = Sinks.many().unicast().onBackpressureBuffer();
    private final CountDownLatch upstreamCancelled = new CountDownLatch(1);

    @Test
    void eventsArriveOneByOneAsTheyAreSent() throws Exception {
        streamFromSink();
        events.tryEmitNext("data: 0\n\n").orThrow();
        HttpResponse<InputStream> response = open(asFirst("/api/v1/stream?query=x&llm=false"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-cache, no-transform");
        assertThat(response.headers().firstValue("X-Accel-Buffering")).contains("no");
        try (BufferedReader lines = lines(response)) {
            assertThat(lines.readLine()).isEqualTo("data: 0");
            assertThat(lines.readLine()).isEmpty();
            // The next event is not sent before the one before it has arrived: whoever collects them hangs here.
            for (int number = 1; number <= 5; number++) {
                events.tryEmitNext("data: " + number + "\n\n").orThrow();
                assertThat(lines.readLine()).isEqualTo("data: " + number);
                assertThat(lines.readLine()).isEmpty();
            }
            events.tryEmitComplete().orThrow();
            assertThat(lines.readLine()).isNull();
        }
        assertThat(STREAMING.lastReceived().uri())
                .isEqualTo("/api/v1/stream?query=x&llm=false&yacht_id=" + Yachts.FIRST);
        assertThat(STREAMING.lastReceived().headers()).doesNotContainKey("x-deadline-ms");
    }

    @Test
    void aReaderThatLeavesEndsTheUpstreamsWork() throws Exception {
        streamFromSink();
        events.tryEmitNext("data: 1\n\n").orThrow();
        HttpResponse<InputStream> response = open(asFirst("/api/v1/stream?query=x"));
        BufferedReader lines = lines(response);
        assertThat(lines.readLine()).isEqualTo("data: 1");
        lines.close();
        assertThat(upstreamCancelled.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aStreamTokenStandsForTheSignatureInTheUrlAndGoesNoFurther() throws Exception {
        STREAMING.on("/api/v1/stream", (request, response) -> response.sse().sendString(Flux.just("data: 1\n\n")));
        String token = token(Yachts.SECOND_SIGNATURE);
        HttpResponse<String> response = send(request("/api/v1/stream?query=x&token=" + token));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(STREAMING.lastReceived().uri()).isEqualTo("/api/v1/stream?query=x&yacht_id=" + Yachts.SECOND);

        assertThat(send(request("/api/v1/stream?query=x&token=" + token + "&yacht_id=" + Yachts.FIRST))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(request("/api/v1/stream?query=x&token=x" + token.substring(1)))
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(request("/api/v1/stream?query=x&token=" + Yachts.FIRST_SIGNATURE))
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(request("/api/v1/stream?query=x")).statusCode()).isEqualTo(401);
        assertThat(STREAMING.received()).hasSize(1);
    }

    @Test
    void aStreamTokenOpensNothingButTheStreams() throws Exception {
        String token = token(Yachts.FIRST_SIGNATURE);
        assertThat(send(request("/rag/stats?token=" + token)).statusCode()).isEqualTo(401);
        assertThat(send(json(request("/api/v1/stream-tokens?token=" + token), "{}"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(json(request("/api/v1/search?token=" + token), "{}")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void framesOfAWebSocketBecomeTheYachtsOwn() throws Exception {
        echoFrames();
        Socket socket = connect("/api/v1/stream/ws?token=" + token(Yachts.SECOND_SIGNATURE));
        socket.session.sendText("{\"query\":\"é\"}", true).join();
        assertThat(socket.next()).isEqualTo("{\"query\":\"é\",\"yacht_id\":\"" + Yachts.SECOND + "\"}");
        socket.session
                .sendText("{\"yacht_id\":\"" + Yachts.SECOND + "\"}", true)
                .join();
        assertThat(socket.next()).isEqualTo("{\"yacht_id\":\"" + Yachts.SECOND + "\"}");
        assertThat(STREAMING.lastReceived().uri()).isEqualTo("/api/v1/stream/ws?yacht_id=" + Yachts.SECOND);
        assertThat(STREAMING.lastReceived().headers())
                .containsEntry("x-api-key", INNER_KEY)
                .doesNotContainKeys("x-yacht-signature", "cookie");
        socket.session.sendClose(1000, "bye").join();
        assertThat(upstreamCancelled.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void severalQueriesAndTheCancellingOfOneGoOverOneWebSocket() throws Exception {
        echoFrames();
        Socket socket = connect("/api/v1/stream/ws?token=" + token(Yachts.SECOND_SIGNATURE));
        for (String frame : new String[] {
            "\"query\":\"x\",\"query_id\":\"a\"", "\"query\":\"y\",\"query_id\":\"b\"", "\"cancel\":\"a\""
        }) {
            socket.session.sendText("{" + frame + "}", true).join();
            assertThat(socket.next()).isEqualTo("{" + frame + ",\"yacht_id\":\"" + Yachts.SECOND + "\"}");
        }
        socket.session.sendClose(1000, "bye").join();
    }

    /** A client that is not there any more is noticed by the streaming-proxy, whose pings reach it. */
    @Test
    void aPingOfTheStreamIsAnsweredByTheClient() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        STREAMING.on(
                "/api/v1/stream/ws",
                (request, response) ->
                        response.sendWebsocket((in, out) -> out.sendObject(Mono.just(new PingWebSocketFrame()))
                                .then()
                                .and(in.receiveFrames()
                                        .filter(PongWebSocketFrame.class::isInstance)
                                        .doOnNext(pong -> answered.countDown())
                                        .then())));
        Socket socket = connect("/api/v1/stream/ws?token=" + token(Yachts.FIRST_SIGNATURE));
        assertThat(socket.pinged.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(answered.await(20, TimeUnit.SECONDS)).isTrue();
        socket.session.abort();
    }

    @Test
    void aReconnectReachesTheStreamWithTheYachtOfTheCredentialAndItsEndComesBack() throws Exception {
        String seen = "AAAAAAAAAAAAAAAAAAAAAA.7";
        STREAMING.on(
                "/api/v1/stream", (request, response) -> response.status(204).header("X-RateLimit-Remaining", "17"));
        HttpResponse<String> end = send(asFirst("/api/v1/stream?query=x&resume=true&last_event_id=" + seen)
                .header("Last-Event-ID", seen)
                .header("Accept-Encoding", "gzip"));
        assertThat(end.statusCode()).isEqualTo(204);
        assertThat(end.headers().firstValue("X-RateLimit-Remaining")).contains("17");
        assertThat(end.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(STREAMING.lastReceived().uri())
                .isEqualTo("/api/v1/stream?query=x&resume=true&last_event_id=" + seen + "&yacht_id=" + Yachts.FIRST);
        assertThat(STREAMING.lastReceived().headers())
                .containsEntry("last-event-id", seen)
                .doesNotContainKey("accept-encoding");
    }

    @Test
    void aFrameForAnotherYachtEndsTheConnectionAndNeverArrives() throws Exception {
        echoFrames();
        Socket socket = connect("/api/v1/stream/ws?token=" + token(Yachts.SECOND_SIGNATURE));
        socket.session
                .sendText("{\"query\":\"x\",\"yacht_id\":\"" + Yachts.FIRST + "\"}", true)
                .join();
        assertThat(socket.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1008);
        assertThat(socket.frames).isEmpty();
    }

    @Test
    void aFrameThatCannotBeReadEndsTheConnection() throws Exception {
        echoFrames();
        Socket socket = connect("/api/v1/stream/ws?token=" + token(Yachts.SECOND_SIGNATURE));
        String twice = "{\"yacht_id\":\"%s\",\"yacht_id\":\"%s\"}".formatted(Yachts.SECOND, Yachts.FIRST);
        socket.session.sendText(twice, true).join();
        assertThat(socket.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1007);
        assertThat(socket.frames).isEmpty();
    }

    @Test
    void aMessageThatIsSentInFragmentsArrivesAsOne() throws Exception {
        echoFrames();
        Socket socket = connect("/api/v1/stream/ws?token=" + token(Yachts.SECOND_SIGNATURE));
        socket.session.sendText("{\"query\":\"x", false).join();
        socket.session.sendText("y", false).join();
        socket.session.sendText("z\"}", true).join();
        assertThat(socket.next()).isEqualTo("{\"query\":\"xyz\",\"yacht_id\":\"" + Yachts.SECOND + "\"}");
        socket.session.sendClose(1000, "bye").join();
    }

    @Test
    void aFrameOfAMegabyteEndsTheConnectionAndNeverArrives() throws Exception {
        echoFrames();
        Socket socket = connect("/api/v1/stream/ws?token=" + token(Yachts.SECOND_SIGNATURE));
        try {
            socket.session
                    .sendText("{\"query\":\"" + "x".repeat(1 << 20) + "\"}", true)
                    .join();
        } catch (CompletionException closing) {
            // The other side may have closed before all of it was sent.
        }
        // 1009 for one frame; 1002 for the sum of the fragments in which this client sends it.
        assertThat(socket.closed.get(20, TimeUnit.SECONDS)).isIn(1009, 1002);
        assertThat(upstreamCancelled.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(socket.frames).isEmpty();
    }

    @Test
    void aWebSocketWithoutCredentialIsRefused() {
        echoFrames();
        assertThat(HTTP.newWebSocketBuilder()
                        .buildAsync(java.net.URI.create("ws://127.0.0.1:" + port + "/api/v1/stream/ws"), new Socket()))
                .failsWithin(20, TimeUnit.SECONDS);
        assertThat(STREAMING.received()).isEmpty();
    }

    private void streamFromSink() {
        STREAMING.on(
                "/api/v1/stream",
                (request, response) -> response.sse()
                        .header("Cache-Control", "no-cache, no-transform")
                        .header("X-Accel-Buffering", "no")
                        .sendString(events.asFlux().doOnCancel(upstreamCancelled::countDown)));
    }

    private void echoFrames() {
        STREAMING.on(
                "/api/v1/stream/ws",
                (request, response) -> response.sendWebsocket((in, out) -> out.sendString(in.receive()
                        .asString(StandardCharsets.UTF_8)
                        .doFinally(end -> upstreamCancelled.countDown()))));
    }

    private String token(String signature) throws Exception {
        HttpResponse<String> issued =
                send(json(request("/api/v1/stream-tokens").header("X-Yacht-Signature", signature), "{}"));
        assertThat(issued.statusCode()).isEqualTo(200);
        assertThat(issued.headers().firstValue("Cache-Control")).contains("no-store");
        JsonNode token = JsonStrictness.mapper().readTree(issued.body());
        assertThat(token.at("/expires_in_seconds").intValue()).isEqualTo(60);
        assertThat(token.at("/expires_at").stringValue()).endsWith("Z");
        return token.at("/token").stringValue();
    }

    private static HttpResponse<InputStream> open(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private static BufferedReader lines(HttpResponse<InputStream> response) {
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    private Socket connect(String path) {
        Socket socket = new Socket();
        socket.session = HTTP.newWebSocketBuilder()
                .header("Cookie", "a=b")
                .buildAsync(java.net.URI.create("ws://127.0.0.1:" + port + path), socket)
                .join();
        return socket;
    }

    private static final class Socket implements WebSocket.Listener {

        private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final CompletableFuture<Boolean> pinged = new CompletableFuture<>();
        private WebSocket session;

        String next() throws InterruptedException {
            return frames.poll(20, TimeUnit.SECONDS);
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            frames.add(data.toString());
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
            pinged.complete(true);
            socket.request(1);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            closed.completeExceptionally(failure);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.complete(status);
            return null;
        }
    }
}
