package io.celesteos.bench.load.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Against servers in this process. Everything waited for ends by itself. */
class OpenStreamTests {

    private static final long PATIENCE = 20_000;

    private static OpenStream readFrom(LoopbackServer.Handler handler) throws Exception {
        try (LoopbackServer server = LoopbackServer.start(handler)) {
            OpenStream stream = OpenStream.proxied(server.url(), "00000000-0000-4000-8000-000000000001");
            stream.awaitBegin(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE));
            stream.awaitEnd(PATIENCE);
            return stream;
        }
    }

    /** One frame of the proxy in a chunk of its own. */
    private static void frame(LoopbackServer.Exchange exchange, String event, String data) throws IOException {
        String frame = "id: 1\nevent: " + event + "\ndata: " + data + "\n\n";
        exchange.out()
                .write((Integer.toHexString(frame.length()) + "\r\n" + frame + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void piecesAndHitsAreTimedApartFromTheirWriting() throws Exception {
        long before = System.nanoTime();
        OpenStream stream = readFrom((path, body, exchange) -> {
            exchange.beginEvents();
            frame(exchange, "start", "{}");
            frame(exchange, "result", "{\"sent\":\"" + Stamp.now() + "\"}");
            frame(exchange, "llm_chunk", "{\"content\":\"" + Stamp.now() + " " + Stamp.now() + "\"}");
            frame(exchange, "complete", "{}");
            exchange.endEvents();
        });

        assertThat(stream.ending()).isEqualTo(Ending.COMPLETE);
        assertThat(stream.failure()).isNull();
        long passed = System.nanoTime() - before;
        assertThat(stream.firstEventNanos()).isBetween(1L, passed);
        assertThat(stream.hits().boxed())
                .hasSize(1)
                .allSatisfy(each -> assertThat(each).isBetween(1L, passed));
        assertThat(stream.pieces(before, System.nanoTime()).boxed())
                .hasSize(2)
                .allSatisfy(each -> assertThat(each).isBetween(1L, passed));
        assertThat(stream.pieces(before, before).boxed()).isEmpty();
    }

    @Test
    void anEndThatSaysToComeBackIsToldFromOtherErrors() throws Exception {
        assertThat(readFrom((path, body, exchange) -> {
                            exchange.beginEvents();
                            frame(exchange, "error", "{\"code\":\"shutting_down\",\"retryable\":true}");
                            exchange.endEvents();
                        })
                        .ending())
                .isEqualTo(Ending.RETRYABLE);
        OpenStream failed = readFrom((path, body, exchange) -> {
            exchange.beginEvents();
            frame(exchange, "error", "{\"code\":\"unknown_yacht\",\"retryable\":false}");
            exchange.endEvents();
        });
        assertThat(failed.ending()).isEqualTo(Ending.ERROR);
        assertThat(failed.failure()).contains("unknown_yacht");
    }

    @Test
    void aStreamWithoutItsLastEventIsLost() throws Exception {
        assertThat(readFrom((path, body, exchange) -> {
                            exchange.beginEvents();
                            frame(exchange, "start", "{}");
                            exchange.endEvents();
                        })
                        .ending())
                .isEqualTo(Ending.LOST);
        OpenStream cut = readFrom((path, body, exchange) -> {
            exchange.beginEvents();
            frame(exchange, "start", "{}");
            throw new IOException("gone");
        });
        assertThat(cut.ending()).isEqualTo(Ending.LOST);
        assertThat(cut.failure()).contains("cut between two chunks");
    }

    @Test
    void anAnswerThatIsNoStreamIsARefusal() throws Exception {
        OpenStream refused = readFrom((path, body, exchange) -> exchange.out()
                .write("HTTP/1.1 503 X\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));

        assertThat(refused.ending()).isEqualTo(Ending.REFUSED);
        assertThat(refused.failure()).contains("503");
        assertThat(refused.firstEventNanos()).isZero();
    }

    @Test
    void theLanguageModelWritesUntilItIsToldToStop() throws Exception {
        try (FakeUpstreams upstreams = FakeUpstreams.start(Duration.ofMillis(1))) {
            long before = System.nanoTime();
            OpenStream stream = OpenStream.direct(upstreams.url());
            stream.awaitBegin(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE));
            while (upstreams.pieces() < 20) {
                Thread.onSpinWait();
            }
            upstreams.stop();
            stream.awaitEnd(PATIENCE);

            assertThat(stream.ending()).isEqualTo(Ending.COMPLETE);
            assertThat(stream.pieces(before, System.nanoTime()).count()).isEqualTo(upstreams.pieces());
        }
    }
}
