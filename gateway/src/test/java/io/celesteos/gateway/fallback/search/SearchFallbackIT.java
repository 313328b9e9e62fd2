package io.celesteos.gateway.fallback.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.gateway.stack.GatewayStack;
import io.celesteos.gateway.stack.Yachts;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The search-engine is stopped, hangs or fails; the yacht's rows are in a real PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchFallbackIT extends GatewayStack {

    private static final String READ = """
            {"entities": {"equipment": []}, "intent": {"primary": "diagnose_fault", "secondary": [], "confidence": 0.8},
             "latency_ms": 2, "degraded": []}""";
    private static final String FOUND = """
            {"results": [], "search_metadata": {"search_type": "hybrid", "bm25_results": 0, "vector_results": 0,
              "reranked": false, "latency_ms": 3, "models": {}, "timings_ms": {}, "degraded": []}}""";

    private final Fleet fleet = new Fleet(database());
    private UUID overheating;
    private UUID bilge;
    private UUID fault;

    @BeforeEach
    void twoYachtsWithRows() {
        fleet.empty();
        NLP.onJson("/api/v1/extract", 200, READ);
        queryVectorIs("[0.9, 0.1, 0]");
        fleet.equipment(Yachts.FIRST, "GEN-2", "Generator two", "generator");
        fault = fleet.fault(Yachts.FIRST, "SPN 4364 FMI 2", "SCR conversion efficiency low", "GEN-2");
        overheating = fleet.chunk(
                Yachts.FIRST,
                "When the engine is overheating, check the sea strainer and the raw water impeller.",
                "{\"title\": \"Cooling\", \"document_type\": \"manual\", \"date\": \"2024-05-01\"}",
                0.9f,
                0.1f,
                0);
        bilge = fleet.chunk(
                Yachts.FIRST,
                "Bilge alarm test, every week.",
                "{\"title\": \"Bilge\", \"tags\": [\"Safety\"]}",
                0,
                1,
                0);
        fleet.fault(Yachts.SECOND, "SPN 4364 FMI 2", "Other yacht's secret", "GEN-2");
        fleet.chunk(
                Yachts.SECOND,
                "Other yacht's secret: overheating engine, strainer, impeller, SPN 4364 FMI 2.",
                "{\"title\": \"Secret\", \"document_type\": \"manual\"}",
                0.9f,
                0.1f,
                0);
        SEARCH.goAway();
    }

    @AfterEach
    void comeBack() {
        SEARCH.comeBack();
    }

    /** Other tests share the breakers. */
    @AfterAll
    void untilTheSearchEngineIsTrustedAgain() throws Exception {
        untilItAnswersItself();
    }

    private void untilItAnswersItself() throws Exception {
        SEARCH.comeBack();
        SEARCH.onJson("/api/v1/search", 200, FOUND);
        NLP.onJson("/api/v1/extract", 200, READ);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> degraded(ask("overheating")).isEmpty());
    }

    @Test
    void aFaultCodeIsFoundInTheRecordsAndTheAnswerSaysWhoAnswered() throws Exception {
        JsonNode answer = ask("SPN 4364 FMI 2");
        JsonNode card = answer.at("/results/0");
        assertThat(card.at("/id").stringValue()).isEqualTo(fault.toString());
        assertThat(card.at("/type").stringValue()).isEqualTo("fault");
        assertThat(card.at("/actions/0").stringValue()).isEqualTo("diagnose_fault");
        assertThat(card.at("/preview").stringValue()).contains("SPN 4364 FMI 2");
        assertThat(degraded(answer)).containsExactly("search_fallback");
        assertThat(answer.toString()).doesNotContain("secret");
    }

    @Test
    void wordsThatNoRowHasAreFoundByMeaning() throws Exception {
        JsonNode answer = search("{\"query\": \"temperature too high\", \"search_type\": \"vector\", \"top_k\": 1}");
        assertThat(ids(answer)).containsExactly(overheating.toString());
        assertThat(answer.at("/search_metadata/vector_results").asInt()).isEqualTo(2);
        assertThat(answer.at("/search_metadata/models/embedding").stringValue()).isEqualTo(Fleet.MODEL);
        assertThat(answer.at("/results/0/scores/vector").asDouble()).isGreaterThan(0.99);
        JsonNode asked =
                JsonStrictness.mapper().readTree(EMBEDDING.lastReceived().body());
        assertThat(asked.at("/model").stringValue()).isEqualTo(Fleet.MODEL);
        assertThat(asked.at("/input_type").stringValue()).isEqualTo("query");
    }

    @Test
    void pgvectorIsAskedWhereItHoldsAllVectors() throws Exception {
        fleet.mirrorInPgvector();
        JsonNode answer = search("{\"query\": \"x\", \"search_type\": \"vector\"}");
        // There, all vectors stand across the query's: the scores tell which were read.
        assertThat(answer.at("/results/0/scores/vector").asDouble()).isZero();
        assertThat(ids(answer)).containsExactlyInAnyOrder(overheating.toString(), bilge.toString());
        assertThat(answer.toString()).doesNotContain("secret");
    }

    @Test
    void aTableOfPgvectorThatLacksARowIsNotAsked() throws Exception {
        fleet.mirrorInPgvector();
        UUID later = fleet.chunk(Yachts.FIRST, "Later chunk", "{}", 1, 0, 0);
        JsonNode answer = search("{\"query\": \"x\", \"search_type\": \"vector\"}");
        assertThat(ids(answer)).contains(later.toString());
        assertThat(answer.at("/results/0/scores/vector").asDouble()).isGreaterThan(0.9);
    }

    @Test
    void withoutTheEmbeddingServiceWordsAnswerAlone() throws Exception {
        EMBEDDING.onJson("/api/v1/embed", 500, "{}");
        JsonNode answer = search("{\"query\": \"why is the engine overheated?\"}");
        assertThat(ids(answer)).first().isEqualTo(overheating.toString());
        assertThat(answer.at("/results/0/snippet").stringValue()).contains("<mark>");
        assertThat(answer.at("/results/0/metadata/title").stringValue()).isEqualTo("Cooling");
        assertThat(answer.at("/results/0/chunk_index").asInt()).isEqualTo(4);
        assertThat(searchDegraded(answer)).containsExactly("search_fallback", "embedding_unavailable");
    }

    @Test
    void aYachtWithoutVectorsIsSearchedByWords() throws Exception {
        database().update("delete from yacht_spaces");
        assertThat(searchDegraded(search("{\"query\": \"overheating\"}")))
                .containsExactly("search_fallback", "vectors_incomplete");
        assertThat(ids(search("{\"query\": \"overheating\", \"search_type\": \"vector\"}")))
                .containsExactly(overheating.toString());
        assertThat(EMBEDDING.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1R-0726", "1r 0726", "raw water impeller kit", "filter 1R0726 in stock"})
    void aPartIsFoundByItsNumberHoweverItIsWrittenAndByItsName(String query) throws Exception {
        UUID part = fleet.part(Yachts.FIRST, "1R-0726", "Raw water impeller kit");
        assertThat(ids(search("{\"query\": \"" + query + "\", \"search_type\": \"bm25\"}")))
                .first()
                .isEqualTo(part.toString());
    }

    @Test
    void workOrdersAndEquipmentAreFoundByTheNamesOfTheirMachine() throws Exception {
        UUID order = fleet.workOrder(Yachts.FIRST, "WO-2025-017", "Renew exhaust gasket");
        assertThat(ids(search("{\"query\": \"WO-2025-017\"}"))).first().isEqualTo(order.toString());
        assertThat(search("{\"query\": \"starboard generator\", \"search_type\": \"bm25\"}")
                        .at("/results")
                        .valueStream()
                        .map(hit -> hit.at("/type").stringValue()))
                .contains("equipment", "work_order", "fault");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"document_type\": [\"Manual\"]}",
                "{\"date_range\": {\"start\": \"2024-05-01\", \"end\": \"2024-05-01\"}}",
                "{\"document_type\": [\"manual\", \"other\"], \"date_range\": {\"start\": \"2024-01-01\"}}"
            })
    void filtersAreHonouredByBothBranches(String filters) throws Exception {
        assertThat(ids(search("{\"query\": \"bilge alarm SPN 4364 overheating\", \"filters\": " + filters + "}")))
                .containsExactly(overheating.toString());
    }

    @Test
    void filtersReadRecordsAndListsToo() throws Exception {
        assertThat(ids(search("{\"query\": \"SPN 4364 bilge\", \"filters\": {\"equipment_type\": [\"generator\"]}}")))
                .contains(fault.toString())
                .doesNotContain(bilge.toString(), overheating.toString());
        assertThat(ids(search("{\"query\": \"SPN 4364 bilge\", \"filters\": {\"tags\": [\"safety\"]}}")))
                .containsExactly(bilge.toString());
        assertThat(ids(search("{\"query\": \"overheating\", \"filters\": {\"document_id\": [\"" + fleet.document(bilge)
                        + "\"]}}")))
                .containsExactly(bilge.toString());
    }

    @Test
    void nothingOfAnotherYachtIsFoundByAnyFilterOrVector() throws Exception {
        UUID theirs = fleet.chunk(Yachts.SECOND, "unmistakable word xylophone", "{\"title\": \"T\"}", 0, 0, 1);
        for (String body : List.of(
                "{\"query\": \"xylophone\"}",
                "{\"query\": \"xylophone\", \"query_embedding\": [0, 0, 1], \"top_k\": 100}",
                "{\"query\": \"secret\", \"filters\": {\"document_id\": [\"" + fleet.document(theirs) + "\"]}}",
                "{\"query\": \"' or yacht_id is not null --\"}",
                "{\"query\": \"secret\", \"filters\": {\"tags\": [\"x' or '1'='1\"]}}")) {
            JsonNode answer = search(body);
            assertThat(answer.toString()).as(body).doesNotContain("secret", theirs.toString());
        }
        HttpResponse<String> refused =
                send(json(asFirst("/api/v1/search"), "{\"query\": \"x\", \"yacht_id\": \"" + Yachts.SECOND + "\"}"));
        assertThat(refused.statusCode()).isEqualTo(403);
    }

    @Test
    void theSameQuestionGivesEachYachtItsOwn() throws Exception {
        HttpResponse<String> second = send(json(
                request("/webhook/search").header("X-Yacht-Signature", Yachts.SECOND_SIGNATURE),
                "{\"query\": \"SPN 4364 FMI 2\"}"));
        assertThat(second.body()).contains("secret").doesNotContain(fault.toString());
    }

    @Test
    void aSearchEngineThatFailsIsAnsweredForAsIsOneThatIsGone() throws Exception {
        SEARCH.comeBack();
        SEARCH.onJson("/api/v1/search", 500, "{\"status\": 500, \"code\": \"internal_error\"}");
        assertThat(degraded(ask("SPN 4364 FMI 2"))).contains("search_fallback");
        HttpResponse<String> proxied = send(json(asFirst("/api/v1/search"), "{\"query\": \"SPN 4364 FMI 2\"}"));
        assertThat(proxied.statusCode()).isEqualTo(200);
        assertThat(proxied.headers().allValues("Content-Type")).containsExactly("application/json");
        assertThat(proxied.body()).contains(fault.toString());
    }

    @Test
    void aSearchEngineThatHangsLeavesTimeForTheDatabase() throws Exception {
        SEARCH.comeBack();
        SEARCH.on("/api/v1/search", (request, response) -> Mono.never());
        HttpResponse<String> response = send(
                json(asFirst("/webhook/search").header("X-Deadline-Ms", "3000"), "{\"query\": \"SPN 4364 FMI 2\"}"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains(fault.toString(), "search_fallback");
        assertThat(search("{\"query\": \"SPN 4364 FMI 2\"}").toString()).contains(fault.toString());
    }

    @Test
    void aSearchEngineThatIsBackAnswersAgainWithinTenSeconds() throws Exception {
        assertThat(degraded(ask("overheating"))).contains("search_fallback");
        untilItAnswersItself();
        assertThat(searchDegraded(search("{\"query\": \"overheating\"}"))).isEmpty();
    }

    @Test
    void whatIsAskedForAndCannotBeGivenIsSaid() throws Exception {
        assertThat(searchDegraded(search("{\"query\": \"bilge\", \"facets\": [\"system\"]}")))
                .contains("facets_unavailable");
        HttpResponse<String> page =
                send(json(asFirst("/api/v1/search"), "{\"query\": \"bilge\", \"page_token\": \"abc\"}"));
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.headers().firstValue("Retry-After")).isPresent();
        assertThat(ids(search("{\"query\": \"bilge alarm\", \"search_type\": \"bm25\", \"min_score\": 1.0}")))
                .containsExactly(bilge.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"query\": \"\"}",
                "{\"query\": 7}",
                "{\"query\": \"x\", \"top_k\": 101}",
                "{\"query\": \"x\", \"query_embedding\": [1, 2]}",
                "{\"query\": \"x\", \"filters\": {\"date_range\": {\"start\": \"2024-02-01\", \"end\": \"2024-01-01\"}}}"
            })
    void aBadRequestIsRefusedAsTheSearchEngineWould(String body) throws Exception {
        HttpResponse<String> response = send(json(asFirst("/api/v1/search"), body));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    }

    @Test
    void manyAtOnceAreAllAnsweredAndSignInsKeepTheirConnections() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<JsonNode>> asked = new ArrayList<>();
            Callable<JsonNode> question = () -> ask("SPN 4364 FMI 2");
            for (int i = 0; i < 60; i++) {
                asked.add(threads.submit(question));
            }
            HttpResponse<String> stranger =
                    send(json(request("/api/v1/search").header("X-Yacht-Signature", "never-seen"), "{}"));
            assertThat(stranger.statusCode()).isEqualTo(401);
            for (Future<JsonNode> answer : asked) {
                assertThat(answer.get().at("/results/0/id").stringValue()).isEqualTo(fault.toString());
            }
        }
    }

    private static void queryVectorIs(String vector) {
        EMBEDDING.onJson("/api/v1/embed", 200, """
                {"embeddings": [%s], "model": "test-model", "dimensions": 3, "latency_ms": 1, "tokens": 3,
                 "truncated": [], "cached": 0}""".formatted(vector));
    }

    private JsonNode ask(String query) throws Exception {
        return answered(send(json(asFirst("/webhook/search"), "{\"query\": \"" + query + "\"}")));
    }

    private JsonNode search(String body) throws Exception {
        return answered(send(json(asFirst("/api/v1/search"), body)));
    }

    private static JsonNode answered(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonStrictness.mapper().readTree(response.body());
    }

    private static List<String> ids(JsonNode answer) {
        return answer.at("/results")
                .valueStream()
                .map(hit -> hit.at("/id").stringValue())
                .toList();
    }

    private static List<String> degraded(JsonNode answer) {
        return answer.at("/metadata/degraded")
                .valueStream()
                .map(JsonNode::stringValue)
                .toList();
    }

    private static List<String> searchDegraded(JsonNode answer) {
        return answer.at("/search_metadata/degraded")
                .valueStream()
                .map(JsonNode::stringValue)
                .toList();
    }
}
