package io.celesteos.streaming.sse;

import static io.celesteos.streaming.fake.Samples.YACHT;
import static io.celesteos.streaming.fake.SseReader.names;
import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.streaming.StreamingStack;
import io.celesteos.streaming.admission.StreamQuota;
import io.celesteos.streaming.fake.FakeService;
import io.celesteos.streaming.fake.FakeService.Reply;
import io.celesteos.streaming.fake.Samples;
import io.celesteos.streaming.fake.SseReader;
import io.celesteos.streaming.fake.SseReader.Frame;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class StreamFailureIT extends StreamingStack {

    private static final FakeService.Handler HANGING = call -> {
        call.awaitHangUp();
        throw new IllegalStateException("nobody is there to answer");
    };

    private final StreamQuota quota;

    StreamFailureIT(@Autowired StreamQuota quota) {
        this.quota = quota;
    }

    @Test
    void withoutTheNlpServiceTheResultsComeAndTheLackIsNamed() throws Exception {
        NLP.answer(refusing(500, "internal_error"));
        List<Frame> frames = stream("query", QUESTION, "yacht_id", YACHT);

        assertThat(names(frames)).contains("result", "rerank", "llm_chunk").doesNotContain("entities");
        assertDegraded(frames, "nlp_unavailable");
    }

    @Test
    void withoutTheFullSearchTheFirstHitsStand() throws Exception {
        searchAnswers(call -> Reply.ok(Samples.firstHits()), refusing(500, "internal_error"));
        List<Frame> frames = stream("query", QUESTION, "yacht_id", YACHT);

        assertThat(names(frames)).contains("result", "llm_chunk", "citations").doesNotContain("rerank");
        assertDegraded(frames, "vector_search_unavailable", "rerank_unavailable");
        assertThat(frames.getLast().data().get("total_results").asInt()).isEqualTo(2);
    }

    @Test
    void withoutTheFirstSearchNothingIsMissing() throws Exception {
        searchAnswers(refusing(500, "internal_error"), call -> Reply.ok(Samples.finalHits()));
        List<Frame> frames = stream("query", QUESTION, "yacht_id", YACHT);

        assertThat(names(frames)).contains("result", "rerank", "llm_chunk");
        assertDegraded(frames);
    }

    @Test
    void whatTheSearchLackedIsPassedOn() throws Exception {
        searchAnswers(
                call -> Reply.ok(Samples.firstHits()),
                call -> Reply.ok(Samples.found(
                        SearchType.HYBRID,
                        false,
                        List.of(Degradation.EMBEDDING_UNAVAILABLE),
                        Samples.hit(1, 0.5, "Check the coolant level of the generator first."))));
        assertDegraded(stream("query", QUESTION, "yacht_id", YACHT), "embedding_unavailable");
    }

    @Test
    void entitiesAloneAreWorthAGoodEnd() throws Exception {
        SEARCH.answer(refusing(500, "internal_error"));
        List<Frame> frames = stream("query", QUESTION, "yacht_id", YACHT);

        assertThat(names(frames)).contains("entities").doesNotContain("result", "llm_chunk");
        assertDegraded(frames, "search_unavailable");
        assertThat(frames.getLast().data().get("total_results").asInt()).isZero();
    }

    @Test
    void nothingUsableIsAnErrorAtTheEnd() throws Exception {
        SEARCH.answer(refusing(500, "internal_error"));
        NLP.answer(call -> Reply.ok(Samples.nothingUnderstood()));
        List<Frame> frames = stream("query", QUESTION, "yacht_id", YACHT);

        Frame last = frames.getLast();
        assertThat(last.event()).isEqualTo("error");
        assertThat(last.data().get("code").asString()).isEqualTo("upstream_unavailable");
        assertThat(last.data().get("retryable").asBoolean()).isTrue();
        assertThat(last.data().get("partial").asBoolean()).isFalse();
        assertThat(last.data().get("request_id").asString()).isNotBlank();
        assertThat(names(frames)).containsOnlyOnce("error").doesNotContain("complete");
    }

    @ParameterizedTest
    @CsvSource({
        "404, unknown_yacht,   unknown_yacht",
        "403, yacht_inactive,  yacht_inactive",
        "400, invalid_request, invalid_request",
        "503, starting,        starting",
        // Our own credential or address is wrong there: nothing the caller could mend.
        "401, unauthorized,    upstream_unavailable",
        "404, not_found,       upstream_unavailable",
    })
    void aRefusalOfTheSearchIsToldAsFarAsItIsTheCallers(int status, String code, String told) throws Exception {
        SEARCH.answer(refusing(status, code));
        NLP.answer(call -> Reply.ok(Samples.nothingUnderstood()));

        Frame last = stream("query", QUESTION, "yacht_id", YACHT).getLast();
        assertThat(last.event()).isEqualTo("error");
        assertThat(last.data().get("code").asString()).isEqualTo(told);
    }

    @Test
    void aSearchThatHangsLeavesTimeForAnAnswerFromTheFirstHits() throws Exception {
        searchAnswers(call -> Reply.ok(Samples.firstHits()), HANGING);
        try (SseReader reader = open(QUESTION, "X-Deadline-Ms", "800")) {
            List<Frame> frames = reader.rest();
            assertThat(names(frames)).contains("result", "llm_chunk");
            assertDegraded(frames, "vector_search_unavailable", "rerank_unavailable");
        }
    }

    @Test
    void whenEverythingHangsTheDeadlineIsTheEnd() throws Exception {
        SEARCH.answer(HANGING);
        NLP.answer(HANGING);
        try (SseReader reader = open(QUESTION, "X-Deadline-Ms", "300")) {
            Frame last = reader.rest().getLast();
            assertThat(last.event()).isEqualTo("error");
            assertThat(last.data().get("code").asString()).isEqualTo("deadline_exceeded");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yacht_id=00000000-0000-4000-8000-000000000001                     | query    | invalid_request",
                "query=pump                                                        | yacht_id | invalid_request",
                "query=&yacht_id=00000000-0000-4000-8000-000000000001              | query    | invalid_request",
                "query=%F0%9F%9A%A4&yacht_id=00000000-0000-4000-8000-000000000001  | query    | invalid_request",
                "query=a%00b&yacht_id=00000000-0000-4000-8000-000000000001         | query    | invalid_request",
                "query=pump&yacht_id=seven                                         | yacht_id | invalid_request",
                "query=pump&yacht_id=00000000-0000-4000-8000-000000000001&top_k=0   | top_k    | invalid_request",
                "query=pump&yacht_id=00000000-0000-4000-8000-000000000001&top_k=101 | top_k    | invalid_request",
                "query=pump&yacht_id=00000000-0000-4000-8000-000000000001&top_k=ten | top_k    | invalid_request",
                "query=pump&yacht_id=00000000-0000-4000-8000-000000000001&llm=maybe | llm      | invalid_request",
                "query=pump&yacht_id=00000000-0000-4000-8000-000000000001&resume=x  | resume   | invalid_request",
                "query=pump&yacht_id=00000000-0000-4000-8000-000000000001&heartbeat=x | heartbeat | invalid_request",
            })
    void badInputIsAProblemThatNamesTheField(String parameters, String field, String code) throws Exception {
        HttpResponse<InputStream> refused =
                get(URI.create("http://localhost:" + port + "/api/v1/stream?" + parameters));
        JsonNode problem = tree(refused.body());

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(problem.get("code").asString()).isEqualTo(code);
        assertThat(problem.at("/errors/0/field").asString()).isEqualTo(field);
        assertThat(problem.toString()).doesNotContain("java.", "Exception");
        assertThat(stream("query", "pump", "yacht_id", YACHT).getLast().event()).isEqualTo("complete");
    }

    @Test
    void aQueryOfTwoThousandCharactersFitsAndOneMoreDoesNot() throws Exception {
        HttpResponse<InputStream> tooLong = get(streamUri("query", "漢".repeat(2001), "yacht_id", YACHT));
        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(tree(tooLong.body()).get("code").asString()).isEqualTo("query_too_long");
        assertThat(stream("query", "漢".repeat(2000), "yacht_id", YACHT)
                        .getLast()
                        .event())
                .isEqualTo("complete");
    }

    @Test
    void aCallerWhoCannotReadEventsIsToldSo() throws Exception {
        assertThat(get(streamUri("query", QUESTION, "yacht_id", YACHT), "Accept", "application/json")
                        .statusCode())
                .isEqualTo(406);
    }

    @Test
    void oneStreamTooManyIsRefusedAtOnceAndTheNextOneIsNot() throws Exception {
        List<StreamQuota.Place> taken = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            taken.add(quota.take(new YachtId(new UUID(7, i))));
        }
        HttpResponse<InputStream> refused = get(streamUri("query", QUESTION, "yacht_id", YACHT));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(tree(refused.body()).get("code").asString()).isEqualTo("overloaded");

        taken.forEach(StreamQuota.Place::close);
        assertThat(stream("query", QUESTION, "yacht_id", YACHT).getLast().event())
                .isEqualTo("complete");
    }

    @Test
    void oneYachtCannotTakeAllPlaces() throws Exception {
        List<StreamQuota.Place> taken = new ArrayList<>();
        for (int i = 0; i < 350; i++) {
            taken.add(quota.take(Samples.YACHT_ID));
        }
        for (HttpResponse<?> refused : List.of(
                get(streamUri("query", QUESTION, "yacht_id", YACHT)),
                answer(Map.of("query", QUESTION, "yacht_id", YACHT)))) {
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("2");
            assertThat(refused.headers().firstValue("X-RateLimit-Remaining")).hasValue("0");
        }
        String another = "00000000-0000-4000-8000-000000000002";
        assertThat(stream("query", QUESTION, "yacht_id", another).getLast().event())
                .isEqualTo("complete");
        taken.forEach(StreamQuota.Place::close);
    }

    @Test
    void aBodyBesideTheAddressIsRefused() throws Exception {
        HttpResponse<String> refused = HTTP.send(
                HttpRequest.newBuilder(streamUri("query", QUESTION, "yacht_id", YACHT))
                        .method("GET", HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(tree(refused.body()).get("code").asString()).isEqualTo("invalid_request");
    }

    @Test
    void aRequestThatIsSentBeforeTheFirstIsAnsweredIsNotLost() throws Exception {
        CountDownLatch fullSearchMayAnswer = new CountDownLatch(1);
        searchAnswers(call -> Reply.ok(Samples.firstHits()), call -> {
            fullSearchMayAnswer.await();
            return Reply.ok(Samples.finalHits());
        });
        String uri = streamUri("query", "pump", "yacht_id", YACHT).getRawPath() + "?"
                + streamUri("query", "pump", "yacht_id", YACHT).getRawQuery();
        try (Socket socket = new Socket("localhost", port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET " + uri + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            // Two heartbeats: by then the waiting request was seen by those who look for the caller's leaving.
            byte[] seen = new byte[0];
            while (new String(seen, StandardCharsets.UTF_8).split("\n:\n", -1).length < 4) {
                byte[] more = new byte[4096];
                int read = socket.getInputStream().read(more);
                seen = Arrays.copyOf(seen, seen.length + read);
                System.arraycopy(more, 0, seen, seen.length - read, read);
            }
            fullSearchMayAnswer.countDown();
            String all = new String(seen, StandardCharsets.UTF_8)
                    + new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(all).contains("event: complete").contains("\"service\":\"streaming-proxy\"");
        }
    }

    private static void assertDegraded(List<Frame> frames, String... expected) {
        List<String> told = new ArrayList<>();
        frames.stream()
                .filter(frame -> frame.event().equals("degraded"))
                .forEach(frame -> frame.data().get("degraded").forEach(name -> told.add(name.asString())));
        List<String> atTheEnd = new ArrayList<>();
        frames.getLast().data().get("degraded").forEach(name -> atTheEnd.add(name.asString()));

        assertThat(frames.getLast().event()).isEqualTo("complete");
        assertThat(told).containsExactlyInAnyOrder(expected);
        assertThat(atTheEnd).containsExactlyInAnyOrder(expected);
    }
}
