package io.celesteos.streaming.provider.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.streaming.fake.FakeService;
import io.celesteos.streaming.fake.FakeService.Reply;
import io.celesteos.streaming.provider.model.StreamWatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.junit.jupiter.api.Test;

class PassingBodyTests {

    private static final byte[] PROMPT = "\"prompt\"".getBytes(StandardCharsets.UTF_8);

    private final PassingBody body = new PassingBody(PROMPT);

    @Test
    void theBodyIsThereAgainAsLongAsNoAnswerHasBegun() {
        assertThat(body.contentLength()).isEqualTo(PROMPT.length);
        assertThat(told(body, 1)).containsExactly("\"prompt\"", "end");
        assertThat(told(body, 1)).containsExactly("\"prompt\"", "end");
    }

    @Test
    void oneSubscriptionGetsItOnce() {
        assertThat(told(body, 3)).containsExactly("\"prompt\"", "end");
    }

    @Test
    void whoeverComesAfterwardsIsToldSo() {
        body.letGo();

        assertThat(told(body, 1)).containsExactly("the answer has begun, its request is gone");
    }

    @Test
    void itIsLetGoOfWithTheHeadersOfTheAnswer() throws IOException {
        try (ModelTransport transport = new ModelTransport(Duration.ofSeconds(20));
                FakeService provider = FakeService.start()) {
            provider.answer(call -> Reply.ok(Map.of("got", call.bodyAs(String.class))));
            Duration patience = Duration.ofSeconds(20);

            HttpResponse<InputStream> response =
                    new StreamWatch(patience, patience, Deadline.in(patience)).over(() -> post(transport, provider));

            assertThat(told(response.request().bodyPublisher().orElseThrow(), 1))
                    .containsExactly("the answer has begun, its request is gone");
            try (InputStream answer = response.body()) {
                assertThat(new String(answer.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo("{\"got\":\"prompt\"}");
            }
        }
    }

    private static HttpResponse<InputStream> post(ModelTransport transport, FakeService provider) {
        try {
            return transport.post(provider.uri() + "/v1/messages", Map.of(), PROMPT);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What a subscriber hears who asks as often as that. */
    private static List<String> told(BodyPublisher publisher, int requests) {
        List<String> told = new ArrayList<>();
        publisher.subscribe(new Subscriber<>() {
            @Override
            public void onSubscribe(Subscription subscription) {
                for (int i = 0; i < requests; i++) {
                    subscription.request(1);
                }
            }

            @Override
            public void onNext(ByteBuffer bytes) {
                told.add(StandardCharsets.UTF_8.decode(bytes).toString());
            }

            @Override
            public void onError(Throwable failure) {
                told.add(failure.getMessage());
            }

            @Override
            public void onComplete() {
                told.add("end");
            }
        });
        return told;
    }
}
