package io.celesteos.streaming.relay;

import static io.celesteos.streaming.fake.Samples.YACHT;
import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.search.SearchRequest;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.streaming.StreamingApplication;
import io.celesteos.streaming.fake.FakeService;
import io.celesteos.streaming.fake.FakeService.Reply;
import io.celesteos.streaming.fake.Samples;
import io.celesteos.streaming.fake.SseReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** A service that is told to stop while it streams. */
class ShutdownIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void openStreamsAndSocketsEndWithAnEventThatInvitesBack() throws Exception {
        try (FakeService search = FakeService.start();
                FakeService nlp = FakeService.start()) {
            CompletableFuture<Boolean> hungUp = new CompletableFuture<>();
            search.answer(call -> {
                if (call.bodyAs(SearchRequest.class).searchTypeOrDefault() == SearchType.BM25) {
                    return Reply.ok(Samples.firstHits());
                }
                call.awaitHangUp();
                hungUp.complete(true);
                throw new IllegalStateException("nobody is there to answer");
            });
            nlp.answer(call -> Reply.ok(Samples.understood()));
            ConfigurableApplicationContext service = new SpringApplicationBuilder(StreamingApplication.class)
                    .run(
                            "--server.port=0",
                            "--streaming.shutdown.drain=50ms",
                            "--streaming.upstream.search-url=" + search.uri(),
                            "--streaming.upstream.nlp-url=" + nlp.uri());
            String address = "localhost:" + service.getEnvironment().getProperty("local.server.port");
            try (SseReader reader = new SseReader(HTTP.send(
                            HttpRequest.newBuilder(URI.create(
                                            "http://" + address + "/api/v1/stream?query=pump&yacht_id=" + YACHT))
                                    .build(),
                            HttpResponse.BodyHandlers.ofInputStream())
                    .body())) {
                reader.until("result");
                Client client = new Client();
                WebSocket socket = HTTP.newWebSocketBuilder()
                        .buildAsync(URI.create("ws://" + address + "/api/v1/stream/ws"), client)
                        .join();
                socket.sendText("{\"query\":\"pump\",\"yacht_id\":\"" + YACHT + "\"}", true)
                        .join();
                assertThat(client.next("result")).isNotNull();

                service.close();

                SseReader.Frame last = reader.rest().getLast();
                assertThat(last.event()).isEqualTo("error");
                assertThat(last.data().get("code").asString()).isEqualTo("shutting_down");
                assertThat(last.data().get("retryable").asBoolean()).isTrue();
                assertThat(last.data().get("partial").asBoolean()).isTrue();
                // Not the id of an end: whoever comes back with it is answered, and not sent away with a 204.
                assertThat(last.id()).doesNotStartWith("end-");
                assertThat(client.next("error").at("/data/code").asString()).isEqualTo("shutting_down");
                assertThat(client.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1012);
                assertThat(hungUp.get(20, TimeUnit.SECONDS)).isTrue();
            } finally {
                service.close();
            }
        }
    }

    private static final class Client implements WebSocket.Listener {

        private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final List<String> seen = new CopyOnWriteArrayList<>();
        private final StringBuilder partial = new StringBuilder();

        JsonNode next(String event) throws InterruptedException {
            while (true) {
                JsonNode frame = frames.poll(20, TimeUnit.SECONDS);
                if (frame == null) {
                    throw new AssertionError("no " + event + ", closed: " + closed + ", but " + seen);
                }
                if (frame.get("event").asString().equals(event)) {
                    return frame;
                }
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            seen.add(last + " " + data);
            if (last) {
                frames.add(JsonStrictness.mapper().readTree(partial.toString()));
                partial.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            closed.completeExceptionally(failure);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }
    }
}
