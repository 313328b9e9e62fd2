package io.celesteos.streaming.connection;

import static io.celesteos.streaming.fake.Samples.YACHT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.search.SearchHit;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.streaming.StreamingStack;
import io.celesteos.streaming.fake.FakeService.Reply;
import io.celesteos.streaming.fake.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Callers who are connected and take nothing, or are not there any more without having said so. */
@TestPropertySource(
        properties = {
            "streaming.connection.stalled-write=500ms",
            "streaming.socket.send-timeout=500ms",
            "streaming.socket.ping-every=1s",
            "streaming.socket.idle-timeout=2s"
        })
class SlowReaderIT extends StreamingStack {

    /** More than the buffers of both kernels hold. */
    private static final SearchHit[] PAGES = IntStream.range(1, 41)
            .mapToObj(number -> Samples.hit(number, 1.0 / number, "coolant ".repeat(40_000)))
            .toArray(SearchHit[]::new);

    private final CompletableFuture<Boolean> hungUp = new CompletableFuture<>();

    @BeforeEach
    void theFirstSearchFindsMuchAndTheFullOneNeverAnswers() {
        searchAnswers(call -> Reply.ok(Samples.found(SearchType.BM25, false, PAGES)), call -> {
            call.awaitHangUp();
            hungUp.complete(true);
            throw new IllegalStateException("nobody is there to answer");
        });
    }

    @Test
    void aStreamThatIsNotReadIsClosedWithTheCallsBehindIt() throws Exception {
        try (Socket socket = connect()) {
            URI uri = streamUri("query", QUESTION, "yacht_id", YACHT, "top_k", "40");
            send(socket, "GET " + uri.getRawPath() + "?" + uri.getRawQuery() + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(hungUp.get(20, TimeUnit.SECONDS)).isTrue();
            // What was on the way arrives; then comes an end and not more of the stream.
            assertThat(drained(socket.getInputStream())).isPositive();
        }
    }

    @Test
    void aSocketThatIsNotReadIsClosedWithTheCallsBehindIt() throws Exception {
        try (Socket socket = handshaken()) {
            send(socket, query());
            assertThat(hungUp.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aSocketThatDoesNotAnswerPingsIsClosedWithTheCallsBehindIt() throws Exception {
        searchAnswers(call -> Reply.ok(Samples.firstHits()), call -> {
            call.awaitHangUp();
            hungUp.complete(true);
            throw new IllegalStateException("nobody is there to answer");
        });
        try (Socket socket = handshaken()) {
            // It reads, so that nothing is stuck, and never says a word.
            send(socket, query());
            Thread.ofVirtual().start(() -> drained(input(socket)));
            assertThat(hungUp.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aSocketThatNobodyUsesIsClosed() throws Exception {
        CompletableFuture<String> closed = new CompletableFuture<>();
        HTTP.newWebSocketBuilder()
                .buildAsync(URI.create("ws://localhost:" + port + "/api/v1/stream/ws"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
                        closed.complete(code + " " + reason);
                        return null;
                    }
                })
                .join();
        assertThat(closed.get(20, TimeUnit.SECONDS)).isEqualTo("1001 idle");
    }

    @Test
    void aConnectionThatIsIdleBetweenTwoRequestsStaysOpen() throws Exception {
        try (Socket socket = connect()) {
            String request = "GET /actuator/health/liveness HTTP/1.1\r\nHost: localhost\r\n\r\n";
            send(socket, request);
            assertThat((char) socket.getInputStream().read()).isEqualTo('H');
            socket.setSoTimeout(1_500);
            assertThatThrownBy(() -> socket.getInputStream().transferTo(OutputStream.nullOutputStream()))
                    .isInstanceOf(SocketTimeoutException.class);
            socket.setSoTimeout(30_000);
            send(socket, request);
            assertThat((char) socket.getInputStream().read()).isEqualTo('H');
        }
    }

    private Socket connect() throws Exception {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(30_000);
        socket.connect(new InetSocketAddress("localhost", port));
        return socket;
    }

    private Socket handshaken() throws Exception {
        Socket socket = connect();
        send(
                socket,
                "GET /api/v1/stream/ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) socket.getInputStream().read());
        }
        assertThat(head).startsWith("HTTP/1.1 101");
        return socket;
    }

    /** A masked text frame; a mask of zeros leaves the text as it is. */
    private static String query() {
        String json = "{\"query\":\"%s\",\"yacht_id\":\"%s\",\"top_k\":40}".formatted(QUESTION, YACHT);
        assertThat(json.length()).isLessThan(126);
        return "\u0081" + (char) (0x80 | json.length()) + "\0\0\0\0" + json;
    }

    private static void send(Socket socket, String text) throws Exception {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static InputStream input(Socket socket) {
        try {
            return socket.getInputStream();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    private static long drained(InputStream in) {
        long all = 0;
        byte[] some = new byte[8192];
        try {
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                all += read;
            }
        } catch (SocketTimeoutException open) {
            throw new AssertionError("the connection is still open", open);
        } catch (IOException reset) {
            return all;
        }
        return all;
    }
}
