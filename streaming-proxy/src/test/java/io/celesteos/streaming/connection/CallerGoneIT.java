package io.celesteos.streaming.connection;

import static io.celesteos.streaming.fake.Samples.YACHT;
import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.streaming.StreamingStack;
import io.celesteos.streaming.fake.FakeService.Reply;
import io.celesteos.streaming.fake.Samples;
import io.celesteos.streaming.fake.SseReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/**
 * No heartbeat is due for long, so that nothing is written and the leaving can be seen by looking alone. What is
 * waited for at most is well below the time after which the search is given up anyway.
 */
@TestPropertySource(properties = "streaming.relay.heartbeat=10m")
class CallerGoneIT extends StreamingStack {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CompletableFuture<Boolean> hungUp = new CompletableFuture<>();

    @BeforeEach
    void theFullSearchNeverAnswers() {
        searchAnswers(call -> Reply.ok(Samples.firstHits()), call -> {
            asked.countDown();
            call.awaitHangUp();
            hungUp.complete(true);
            throw new IllegalStateException("nobody is there to answer");
        });
    }

    @Test
    void leavingAStreamEndsTheCallsBehind() throws Exception {
        try (SseReader reader = open(QUESTION)) {
            reader.until("result");
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(hungUp).isNotDone();
        }
        assertThat(hungUp.get(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void leavingABatchAnswerEndsTheCallsBehind() throws Exception {
        byte[] body = json(Map.of("query", QUESTION, "yacht_id", YACHT)).getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write(("POST /api/v1/answer HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: " + body.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(hungUp).isNotDone();
        }
        assertThat(hungUp.get(5, TimeUnit.SECONDS)).isTrue();
    }

    /** A cancelled call is no failure of the service: were it one, the breaker would open for everybody else. */
    @Test
    void manyWhoLeaveDoNotSpoilTheSearchForThoseWhoStay() throws Exception {
        for (int i = 0; i < 25; i++) {
            CountDownLatch inWork = new CountDownLatch(1);
            CompletableFuture<Boolean> ended = new CompletableFuture<>();
            SEARCH.answer(call -> {
                inWork.countDown();
                call.awaitHangUp();
                ended.complete(true);
                throw new IllegalStateException("nobody is there to answer");
            });
            try (SseReader reader = open(QUESTION)) {
                reader.until("entities");
                assertThat(inWork.await(10, TimeUnit.SECONDS)).isTrue();
            }
            ended.get(5, TimeUnit.SECONDS);
        }
        searchAnswers(call -> Reply.ok(Samples.firstHits()), call -> Reply.ok(Samples.finalHits()));
        assertThat(stream("query", QUESTION, "yacht_id", YACHT))
                .extracting(SseReader.Frame::event)
                .contains("rerank")
                .doesNotContain("degraded");
    }
}
