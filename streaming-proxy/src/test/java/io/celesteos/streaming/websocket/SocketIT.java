package io.celesteos.streaming.websocket;

import static io.celesteos.streaming.fake.Samples.YACHT;
import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.streaming.StreamingStack;
import io.celesteos.streaming.fake.FakeService.Reply;
import io.celesteos.streaming.fake.Samples;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SocketIT extends StreamingStack {

    @Test
    void aSocketCarriesTheEventsOfTheStream() throws Exception {
        try (SocketClient client = SocketClient.open(HTTP, port)) {
            client.send(query("q1"));
            List<JsonNode> frames = client.untilEnd();

            assertThat(events(frames))
                    .startsWith("start")
                    .endsWith("complete")
                    .contains("result", "rerank", "citations");
            assertThat(frames)
                    .allSatisfy(frame ->
                            assertThat(frame.get("query_id").asString()).isEqualTo("q1"));
            assertThat(frames.getFirst().at("/data/type").asString()).isEqualTo("search_start");
            for (int i = 0; i < frames.size(); i++) {
                assertThat(frames.get(i).get("id").asInt()).isEqualTo(i + 1);
            }
        }
    }

    @Test
    void aSecondQueryIsAnsweredWhileTheFirstIsStillAtWork() throws Exception {
        CountDownLatch firstMayEnd = new CountDownLatch(1);
        searchAnswers(call -> Reply.ok(Samples.firstHits()), call -> {
            if (call.body().contains("slow")) {
                firstMayEnd.await();
            }
            return Reply.ok(Samples.finalHits());
        });
        try (SocketClient client = SocketClient.open(HTTP, port)) {
            client.send(json(Map.of("query", "slow pump", "yacht_id", YACHT, "query_id", "first")));
            client.send(json(Map.of("query", "quick pump", "yacht_id", YACHT, "query_id", "second")));
            assertThat(client.untilEnd().getLast().get("query_id").asString()).isEqualTo("second");
            firstMayEnd.countDown();
            assertThat(client.untilEnd().getLast().get("query_id").asString()).isEqualTo("first");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pump                                    | malformed_json  | ''",
                "null                                    | malformed_json  | ''",
                "[1]                                     | malformed_json  | ''",
                "{\"query\":\"pump\"}                    | invalid_request | yacht_id",
                "{}                                      | invalid_request | query",
                "{\"cancel\":null}                       | invalid_request | cancel",
                "{\"cancel\":7}                          | invalid_request | cancel",
                "{\"query\":\"pump\",\"yacht_id\":\"x\"} | invalid_request | yacht_id",
                "{\"yacht_id\":\"00000000-0000-4000-8000-000000000001\"} | invalid_request | query",
                "{\"query\":\"a\",\"yacht_id\":\"00000000-0000-4000-8000-000000000001\",\"top_k\":1000} | invalid_request | top_k",
            })
    void aBadFrameIsAnErrorFrameAndTheNextQueryWorks(String frame, String code, String field) throws Exception {
        try (SocketClient client = SocketClient.open(HTTP, port)) {
            client.send(frame);
            JsonNode error = client.next();
            assertThat(error.get("event").asString()).isEqualTo("error");
            assertThat(error.at("/data/code").asString()).isEqualTo(code);
            assertThat(error.at("/data/errors/0/field").asString("")).isEqualTo(field);

            client.send(query("next"));
            assertThat(events(client.untilEnd())).endsWith("complete");
        }
    }

    @Test
    void aQueryWithoutANameIsAnsweredInFramesWithoutOne() throws Exception {
        try (SocketClient client = SocketClient.open(HTTP, port)) {
            client.send(json(Map.of("query", QUESTION, "yacht_id", YACHT)));
            assertThat(client.untilEnd())
                    .allSatisfy(frame ->
                            assertThat(frame.propertyNames()).containsExactlyInAnyOrder("event", "data", "id"));
        }
    }

    @Test
    void aCancelledQueryEndsWithTheCallsBehindItAndTheOthersGoOn() throws Exception {
        CompletableFuture<Boolean> hungUp = new CompletableFuture<>();
        CountDownLatch otherMayEnd = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(2);
        searchAnswers(call -> Reply.ok(Samples.firstHits()), call -> {
            asked.countDown();
            if (call.body().contains("slow")) {
                call.awaitHangUp();
                hungUp.complete(true);
            }
            otherMayEnd.await();
            return Reply.ok(Samples.finalHits());
        });
        try (SocketClient client = SocketClient.open(HTTP, port)) {
            client.send(json(Map.of("query", "slow pump", "yacht_id", YACHT, "query_id", "first")));
            client.send(json(Map.of("query", "other pump", "yacht_id", YACHT, "id", "second")));
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            client.send(json(Map.of("cancel", "first")));
            JsonNode last = client.untilEnd().getLast();
            assertThat(last.get("query_id").asString()).isEqualTo("first");
            assertThat(last.at("/data/code").asString()).isEqualTo("cancelled");
            assertThat(hungUp.get(10, TimeUnit.SECONDS)).isTrue();

            // Ended, or never there: neither is an error.
            client.send(json(Map.of("cancel", "first")));
            client.send(json(Map.of("cancel", "nobody")));
            otherMayEnd.countDown();
            JsonNode end = client.untilEnd().getLast();
            assertThat(end.get("query_id").asString()).isEqualTo("second");
            assertThat(end.get("event").asString()).isEqualTo("complete");

            // The name is free again.
            client.send(query("first"));
            assertThat(events(client.untilEnd())).endsWith("complete");
        }
    }

    @Test
    void aNameInUseIsRefusedInAFrameThatIsNotTakenForTheOthersEnd() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        searchAnswers(call -> Reply.ok(Samples.firstHits()), call -> {
            mayEnd.await();
            return Reply.ok(Samples.finalHits());
        });
        try (SocketClient client = SocketClient.open(HTTP, port)) {
            client.send(query("q"));
            client.send(query("q"));
            JsonNode refused = client.untilEnd().getLast();
            assertThat(refused.has("query_id")).isFalse();
            assertThat(refused.at("/data/errors/0/field").asString()).isEqualTo("query_id");
            mayEnd.countDown();
            JsonNode end = client.untilEnd().getLast();
            assertThat(end.get("query_id").asString()).isEqualTo("q");
            assertThat(end.get("event").asString()).isEqualTo("complete");
        }
    }

    @Test
    void aSocketOfAYachtIsNotForAnother() throws Exception {
        try (SocketClient client = SocketClient.open(HTTP, port, "?yacht_id=" + YACHT)) {
            client.send(json(Map.of("query", QUESTION, "yacht_id", "00000000-0000-4000-8000-000000000002")));
            assertThat(client.untilEnd().getLast().at("/data/code").asString()).isEqualTo("forbidden");
            client.send(json(Map.of("query", QUESTION)));
            assertThat(events(client.untilEnd())).endsWith("complete");
        }
    }

    @Test
    void whoSendsTooManyFramesIsClosed() throws Exception {
        try (SocketClient client = SocketClient.open(HTTP, port)) {
            // One after the other: a close that overtakes frames on their way resets the connection, its code is lost
            // then.
            int answered = 0;
            while (answered < 5_000 && client.isAnswered("junk")) {
                answered++;
            }
            assertThat(client.closeCode()).isEqualTo(1008);
            assertThat(answered).isBetween(1, 1_000);
        }
        try (SocketClient client = SocketClient.open(HTTP, port)) {
            client.send(query("q"));
            assertThat(events(client.untilEnd())).endsWith("complete");
        }
    }

    @Test
    void aBinaryFrameClosesTheSocket() throws Exception {
        try (SocketClient client = SocketClient.open(HTTP, port)) {
            client.sendBinary(new byte[10]);
            assertThat(client.closeCode()).isEqualTo(1003);
        }
    }

    @Test
    void aFrameThatIsTooLargeClosesTheSocket() throws Exception {
        try (SocketClient client = SocketClient.open(HTTP, port)) {
            client.trySend("x".repeat(1 << 20));
            assertThat(client.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void oneQueryTooManyIsRefusedAndTheOthersGoOn() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        searchAnswers(call -> Reply.ok(Samples.firstHits()), call -> {
            mayEnd.await();
            return Reply.ok(Samples.finalHits());
        });
        try (SocketClient client = SocketClient.open(HTTP, port)) {
            for (int i = 0; i < 5; i++) {
                client.send(query("q" + i));
            }
            JsonNode refused = client.untilEnd().getLast();
            assertThat(refused.get("query_id").asString()).isEqualTo("q4");
            assertThat(refused.at("/data/code").asString()).isEqualTo("rate_limited");
            mayEnd.countDown();
            for (int i = 0; i < 4; i++) {
                assertThat(events(client.untilEnd())).endsWith("complete");
            }
        }
    }

    @Test
    void aQuietSocketIsPingedAndItsClosingEndsTheCallsBehind() throws Exception {
        CompletableFuture<Boolean> hungUp = new CompletableFuture<>();
        searchAnswers(call -> Reply.ok(Samples.firstHits()), call -> {
            call.awaitHangUp();
            hungUp.complete(true);
            throw new IllegalStateException("nobody is there to answer");
        });
        try (SocketClient client = SocketClient.open(HTTP, port)) {
            client.send(query("q"));
            assertThat(client.next().get("event").asString()).isEqualTo("start");
            assertThat(client.pinged()).isTrue();
        }
        assertThat(hungUp.get(10, TimeUnit.SECONDS)).isTrue();
    }

    private static String query(String id) {
        return json(Map.of("query", QUESTION, "yacht_id", YACHT, "query_id", id));
    }

    private static List<String> events(List<JsonNode> frames) {
        return frames.stream().map(frame -> frame.get("event").asString()).toList();
    }
}
