package io.celesteos.gateway.answer.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.gateway.stack.GatewayStack;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The streaming-proxy is stopped, hangs or fails. */
class StreamFallbackIT extends GatewayStack {

    private static final String FOUND = """
            {"results": [{"id": "6f1c2a7e-0c7b-4f0e-9a55-0d8f6f0c1b11", "type": "document_chunk",
              "document_id": "6f1c2a7e-0c7b-4f0e-9a55-0d8f6f0c1b12", "chunk_index": 4,
              "content": "Clean the strainer.", "snippet": "Clean the <mark>strainer</mark>.", "score": 0.9,
              "scores": {"bm25": 7.1}, "metadata": {"title": "Cooling"}, "highlights": ["strainer"]}],
             "search_metadata": {"search_type": "hybrid", "bm25_results": 1, "vector_results": 0,
              "reranked": false, "latency_ms": 3, "models": {}, "timings_ms": {}, "degraded": []}}""";
    private static final String READ = """
            {"entities": {"equipment": []}, "intent": {"primary": "diagnose_fault", "secondary": [], "confidence": 0.8},
             "latency_ms": 2, "degraded": []}""";

    @BeforeEach
    void stop() {
        SEARCH.onJson("/api/v1/search", 200, FOUND);
        NLP.onJson("/api/v1/extract", 200, READ);
        STREAMING.goAway();
    }

    @AfterEach
    void comeBack() {
        STREAMING.comeBack();
    }

    @Test
    void theStreamIsTheBatchAnswerInTheSameEvents() throws Exception {
        HttpResponse<String> response = send(asFirst("/api/v1/stream?query=strainer%20dirty&top_k=3"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(events(response.body()))
                .containsExactly("start", "entities", "result", "rerank", "degraded", "complete");
        assertThat(response.body()).startsWith("retry: 3000\nid: ");
        assertThat(data(response.body(), "start").at("/query").stringValue()).isEqualTo("strainer dirty");
        JsonNode result = data(response.body(), "result");
        assertThat(result.at("/type").stringValue()).isEqualTo("document_chunk");
        assertThat(result.at("/title").stringValue()).isEqualTo("Cooling");
        assertThat(result.at("/rank").asInt()).isEqualTo(1);
        JsonNode complete = data(response.body(), "complete");
        assertThat(complete.at("/total_results").asInt()).isEqualTo(1);
        assertThat(complete.at("/degraded").toString()).isEqualTo("[\"stream_unavailable\",\"answer_unavailable\"]");
        assertThat(JsonStrictness.mapper()
                        .readTree(SEARCH.lastReceived().body())
                        .at("/top_k")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void whoWantsNoWrittenAnswerLacksNone() throws Exception {
        String body = send(asFirst("/api/v1/stream?query=x&llm=false")).body();
        assertThat(data(body, "complete").at("/degraded").toString()).isEqualTo("[\"stream_unavailable\"]");
    }

    @Test
    void aClientThatHadTheEndIsToldThatThereIsNoMore() throws Exception {
        HttpResponse<String> again =
                send(asFirst("/api/v1/stream?query=x").header("Last-Event-ID", "end-0123456789abcdef.6"));
        assertThat(again.statusCode()).isEqualTo(204);
        assertThat(SEARCH.received()).isEmpty();
    }

    @Test
    void whenNothingCanBeFoundTheStreamEndsWithAnError() throws Exception {
        SEARCH.onJson("/api/v1/search", 400, "{\"status\": 400, \"code\": \"invalid_request\", \"detail\": \"no\"}");
        String body = send(asFirst("/api/v1/stream?query=x")).body();
        assertThat(events(body)).containsExactly("start", "error");
        assertThat(data(body, "error").at("/code").stringValue()).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?query=", "?query=x&top_k=0", "?query=x&top_k=many", "?query=x&llm=perhaps"})
    void aBadQueryIsRefusedBeforeAnythingIsSaid(String query) throws Exception {
        HttpResponse<String> response = send(asFirst("/api/v1/stream" + query));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void theAnswerIsTheSameDocumentWithoutAText() throws Exception {
        HttpResponse<String> response =
                send(json(asFirst("/api/v1/answer"), "{\"query\": \"strainer dirty\", \"top_k\": 2}"));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode answer = JsonStrictness.mapper().readTree(response.body());
        assertThat(answer.at("/query").stringValue()).isEqualTo("strainer dirty");
        assertThat(answer.at("/results/0/id").stringValue()).endsWith("1b11");
        assertThat(answer.at("/results/0/rank").asInt()).isEqualTo(1);
        assertThat(answer.at("/intent/primary").stringValue()).isEqualTo("diagnose_fault");
        assertThat(answer.has("answer")).isFalse();
        assertThat(answer.at("/metadata/degraded").toString()).contains("stream_unavailable", "answer_unavailable");
        assertThat(answer.at("/metadata/request_id").stringValue()).isNotBlank();
    }

    @Test
    void theChatIsAUiMessageStreamOfWhatWasFound() throws Exception {
        HttpResponse<String> response = send(json(asFirst("/api/v1/chat"), """
                {"messages": [{"role": "assistant", "parts": []},
                  {"role": "user", "parts": [{"type": "text", "text": "strainer"}, {"type": "text", "text": "dirty"}]}]}"""));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("x-vercel-ai-ui-message-stream"))
                .contains("v1");
        List<String> chunks = response.body()
                .lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring(6))
                .toList();
        assertThat(chunks).last().isEqualTo("[DONE]");
        assertThat(chunks.subList(0, chunks.size() - 1))
                .extracting(chunk ->
                        JsonStrictness.mapper().readTree(chunk).at("/type").stringValue())
                .containsExactly(
                        "start",
                        "start-step",
                        "data-entities",
                        "data-results",
                        "data-degraded",
                        "data-complete",
                        "finish-step",
                        "finish");
        assertThat(response.body()).contains("stream_unavailable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"/api/v1/answer | {}", "/api/v1/answer | []", "/api/v1/chat | {\"messages\": []}"})
    void aBadBodyIsRefused(String path, String body) throws Exception {
        assertThat(send(json(asFirst(path), body)).statusCode()).isEqualTo(400);
    }

    @Test
    void whatHasNoBatchFormIsUnavailable() throws Exception {
        HttpResponse<String> response = send(json(asFirst("/v1/chat/completions"), "{\"messages\": []}"));
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void aServiceThatHangsOrFailsIsAnsweredForToo() throws Exception {
        STREAMING.comeBack();
        STREAMING.on("/api/v1/stream", (request, response) -> Mono.never());
        assertThat(events(send(asFirst("/api/v1/stream?query=x")).body())).endsWith("complete");
        STREAMING.onJson("/api/v1/answer", 503, "{\"status\": 503, \"code\": \"overloaded\"}");
        HttpResponse<String> answer = send(json(asFirst("/api/v1/answer"), "{\"query\": \"x\"}"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/json");
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void aServiceThatIsBackAnswersAgain() throws Exception {
        assertThat(send(asFirst("/api/v1/stream?query=x")).body()).contains("stream_unavailable");
        STREAMING.comeBack();
        STREAMING.onJson("/api/v1/stream", 200, "{\"its\": \"own\"}");
        assertThat(send(asFirst("/api/v1/stream?query=x")).body()).isEqualTo("{\"its\": \"own\"}");
    }

    @Test
    void theStreamThatIsAskedForInABodyFallsBackToo() throws Exception {
        HttpResponse<String> response = send(json(asFirst("/api/v1/stream"), "{\"query\": \"x\", \"top_k\": 1}"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(events(response.body()))
                .startsWith("start")
                .endsWith("complete")
                .contains("result");
    }

    @Test
    void aStreamWhoseSearchIsDownGoesOnWithTheResultsOfTheDatabase() throws Exception {
        STREAMING.comeBack();
        STREAMING.on(
                "/api/v1/stream",
                (request, response) -> response.header("Content-Type", "text/event-stream")
                        .sendString(Flux.just(
                                "retry: 3000\nid: a.1\nevent: start\ndata: {\"type\":\"search_start\"}\n\n",
                                "id: a.2\nevent: degraded\ndata: {\"degraded\":[\"search_unavailable\"]}\n\n",
                                "id: end-a.3\nevent: complete\ndata: {\"total_results\":0}\n\n")));
        String body = send(asFirst("/api/v1/stream?query=x&llm=false")).body();
        assertThat(events(body)).containsExactly("start", "entities", "result", "rerank", "degraded", "complete");
        assertThat(data(body, "complete").at("/total_results").asInt()).isEqualTo(1);
        assertThat(data(body, "complete").at("/degraded").toString()).doesNotContain("stream_unavailable");
    }

    /** The service falls silent, dies, or has been asked in a body: what was noticed in the stream is enough. */
    @ParameterizedTest
    @CsvSource({"GET, silence", "POST, silence", "GET, death", "POST, death"})
    void aStreamWhoseSearchIsDownGoesOnWhateverItsServiceDoesNext(String method, String next) throws Exception {
        STREAMING.comeBack();
        STREAMING.on(
                "/api/v1/stream",
                (request, response) -> response.header("Content-Type", "text/event-stream")
                        .send(
                                Flux.just(
                                                "id: a.1\nevent: start\ndata: {}\n\n",
                                                "id: a.2\nevent: degraded\ndata: {\"degraded\":[\"search_unavailable\"]}\n\n")
                                        .map(frame -> response.alloc()
                                                .buffer()
                                                .writeBytes(frame.getBytes(StandardCharsets.UTF_8)))
                                        .concatWith(Mono.never())
                                        .takeUntilOther(
                                                next.equals("death")
                                                        ? Mono.delay(Duration.ofMillis(50))
                                                        : Mono.never()),
                                frame -> true)
                        .then(Mono.<Void>fromRunnable(() -> response.withConnection(
                                connection -> connection.channel().close()))));
        String body = send(method.equals("POST")
                        ? json(asFirst("/api/v1/stream"), "{\"query\": \"x\", \"llm\": false}")
                        : asFirst("/api/v1/stream?query=x&llm=false"))
                .body();
        assertThat(events(body)).containsExactly("start", "entities", "result", "rerank", "degraded", "complete");
    }

    @Test
    void aStreamThatBreaksOffAmongItsResultsEndsInAnErrorThatCanBeTriedAgain() throws Exception {
        breaksOffAfter("id: a.1\nevent: start\ndata: {}\n\n", "id: a.2\nevent: result\ndata: {\"id\": \"r\"}\n\n");
        String body = send(asFirst("/api/v1/stream?query=x&llm=false")).body();
        assertThat(events(body)).containsExactly("start", "result", "error");
        assertThat(data(body, "error").at("/retryable").asBoolean()).isTrue();
        assertThat(data(body, "error").at("/partial").asBoolean()).isTrue();
    }

    @Test
    void aStreamThatBreaksOffBeforeItsResultsEndsSoToo() throws Exception {
        breaksOffAfter("id: a.1\nevent: start\ndata: {}\n\n");
        String body = send(asFirst("/api/v1/stream?query=x&llm=false")).body();
        assertThat(events(body)).containsExactly("start", "error");
    }

    private static void breaksOffAfter(String... frames) {
        STREAMING.comeBack();
        STREAMING.on(
                "/api/v1/stream",
                (request, response) -> response.header("Content-Type", "text/event-stream")
                        .send(
                                Flux.just(frames)
                                        .map(frame -> response.alloc()
                                                .buffer()
                                                .writeBytes(frame.getBytes(StandardCharsets.UTF_8))),
                                frame -> true)
                        // What was written is on its way by then.
                        .then(Mono.delay(Duration.ofMillis(200)).then())
                        .then(Mono.<Void>fromRunnable(() -> response.withConnection(
                                connection -> connection.channel().close()))));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerWhoseSearchIsDownIsFilledFromTheDatabase(boolean lengthIsTold) throws Exception {
        STREAMING.comeBack();
        String empty = "{\"results\":[],\"metadata\":{\"degraded\":[\"search_unavailable\"]}}";
        STREAMING.on(
                "/api/v1/answer",
                (request, response) -> (lengthIsTold
                                ? response.header("Content-Length", Integer.toString(empty.length()))
                                : response.chunkedTransfer(true))
                        .header("Content-Type", "application/json")
                        .sendString(Flux.just(empty.substring(0, 9), empty.substring(9))));
        HttpResponse<String> response = send(json(asFirst("/api/v1/answer"), "{\"query\": \"x\"}"));
        assertThat(JsonStrictness.mapper().readTree(response.body()).at("/results"))
                .hasSize(1);
        assertThat(send(json(asFirst("/api/v1/answer"), "{\"query\": \"\"}")).body())
                .isEqualTo(empty);
    }

    @Test
    void aLargeAnswerPassesAsItIs() throws Exception {
        STREAMING.comeBack();
        String large = "{\"results\":[\"" + "x".repeat(300_000) + "\"],\"note\":\"search_unavailable\"}";
        STREAMING.on(
                "/api/v1/answer",
                (request, response) -> response.chunkedTransfer(true)
                        .header("Content-Type", "application/json")
                        .sendString(Flux.just(large.substring(0, 50_000), large.substring(50_000))));
        assertThat(send(json(asFirst("/api/v1/answer"), "{\"query\": \"x\"}")).body())
                .isEqualTo(large);
    }

    private static List<String> events(String body) {
        return body.lines()
                .filter(line -> line.startsWith("event: "))
                .map(line -> line.substring(7))
                .toList();
    }

    private static JsonNode data(String body, String event) {
        List<String> lines = body.lines().toList();
        return JsonStrictness.mapper()
                .readTree(lines.get(lines.indexOf("event: " + event) + 1).substring("data: ".length()));
    }
}
