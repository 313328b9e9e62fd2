package io.celesteos.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.tenancy.YachtId;
import java.net.http.HttpRequest;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything wrong is a problem document that names the field, and the next request works. */
class BadInputIT {

    private static final Engine ENGINE = Engines.shared().lucene;
    private static final YachtId YACHT = Engines.shared().newYacht();

    static Stream<Arguments> searches() {
        return Stream.of(
                bad("{\"yacht_id\": \"Y\"}", "query"),
                bad("{\"query\": null, \"yacht_id\": \"Y\"}", "query"),
                bad("{\"query\": \"\", \"yacht_id\": \"Y\"}", "query"),
                bad("{\"query\": \"  \", \"yacht_id\": \"Y\"}", "query"),
                bad("{\"query\": 7, \"yacht_id\": \"Y\"}", "query"),
                bad("{\"query\": [\"oil\"], \"yacht_id\": \"Y\"}", "query"),
                bad("{\"query\": \"oil\\u0000\", \"yacht_id\": \"Y\"}", "query"),
                bad("{\"query\": \"\\ud83d\\ude00\", \"yacht_id\": \"Y\"}", "query"),
                bad("{\"query\": \"\\ud83d oil\", \"yacht_id\": \"Y\"}", "query"),
                bad("{\"query\": \"" + "x".repeat(2001) + "\", \"yacht_id\": \"Y\"}", "query"),
                bad("{\"query\": \"oil\"}", "yacht_id"),
                bad("{\"query\": \"oil\", \"yacht_id\": \"not-a-uuid\"}", "yacht_id"),
                bad("{\"query\": \"oil\", \"yacht_id\": \"\"}", "yacht_id"),
                bad("{\"query\": \"oil\", \"yacht_id\": null}", "yacht_id"),
                bad("{\"query\": \"oil\", \"yacht_id\": 12}", "yacht_id"),
                bad("{\"query\": \"oil\", \"yacht_id\": \"Y\", \"top_k\": 0}", "top_k"),
                bad("{\"query\": \"oil\", \"yacht_id\": \"Y\", \"top_k\": 101}", "top_k"),
                bad("{\"query\": \"oil\", \"yacht_id\": \"Y\", \"top_k\": \"5\"}", "top_k"),
                bad("{\"query\": \"oil\", \"yacht_id\": \"Y\", \"top_k\": 2.5}", "top_k"),
                bad("{\"query\": \"oil\", \"yacht_id\": \"Y\", \"search_type\": \"fuzzy\"}", "search_type"),
                bad("{\"query\": \"oil\", \"yacht_id\": \"Y\", \"rerank\": \"yes\"}", "rerank"),
                bad("{\"query\": \"oil\", \"yacht_id\": \"Y\", \"rrf_k\": 0}", "rrf_k"),
                bad("{\"query\": \"oil\", \"yacht_id\": \"Y\", \"min_score\": 1.5}", "min_score"),
                bad(
                        "{\"query\": \"oil\", \"yacht_id\": \"Y\", \"weights\": {\"bm25\": -1, \"vector\": 1}}",
                        "weights.bm25"),
                bad("{\"query\": \"oil\", \"yacht_id\": \"Y\", \"weights\": {\"bm25\": 0, \"vector\": 0}}", "weights"),
                bad("{\"query\": \"oil\", \"yacht_id\": \"Y\", \"query_embedding\": [0.1, 0.2]}", "query_embedding"),
                bad("{\"query\": \"oil\", \"yacht_id\": \"Y\", \"query_embedding\": []}", "query_embedding"),
                bad("{\"query\": \"oil\", \"yacht_id\": \"Y\", \"query_embedding\": \"x\"}", "query_embedding"),
                bad("{\"query\": \"oil\", \"yacht_id\": \"Y\", \"filters\": []}", "filters"),
                bad("{\"query\": \"oil\", \"yacht_id\": \"Y\", \"filters\": {\"model\": \"3512\"}}", "filters.model"),
                bad(
                        "{\"query\": \"oil\", \"yacht_id\": \"Y\", \"filters\": {\"date_range\": {\"start\": \"May\"}}}",
                        "filters.date_range.start"),
                bad(
                        "{\"query\": \"oil\", \"yacht_id\": \"Y\", \"filters\": {\"date_range\": {\"start\": \"2024-02-02\", \"end\": \"2024-02-01\"}}}",
                        "filters.date_range"),
                bad("{\"query\": \"oil\", \"yacht_id\": \"Y\", \"filters\": {\"tags\": [null]}}", "filters.tags"),
                bad("{\"query\": \"oil\", \"yacht_id\": \"Y\", \"filters\": {\"tags\": [\" \"]}}", "filters.tags"),
                bad("{\"query\": \"oil\", \"yacht_id\": \"Y\", \"filters\": {\"tags\": [{}]}}", "filters.tags"),
                bad("{\"query\": \"oil\", \"yacht_id\": \"Y\", \"explain\": 1}", "explain"),
                bad("{\"query\": \"oil\", \"yacht_id\": \"Y\", \"facets\": \"system\"}", "facets"),
                bad("{\"query\": \"oil\", \"yacht_id\": \"Y\", \"facets\": [\"yacht_id\"]}", "facets"),
                bad("{\"query\": \"oil\", \"yacht_id\": \"Y\", \"facets\": [\"system\", 7]}", "facets"),
                bad("{\"query\": \"oil\", \"yacht_id\": \"Y\", \"facets\": [null]}", "facets"),
                bad(
                        "{\"query\": \"oil\", \"yacht_id\": \"Y\", \"facets\": [\"a\"" + ",\"a\"".repeat(20) + "]}",
                        "facets"),
                bad("{\"query\": \"oil\", \"yacht_id\": \"Y\", \"page_token\": \"\"}", "page_token"),
                bad("{\"query\": \"oil\", \"yacht_id\": \"Y\", \"page_token\": \"2\"}", "page_token"),
                bad("{\"query\": \"oil\", \"yacht_id\": \"Y\", \"page_token\": 2}", "page_token"),
                bad(
                        "{\"query\": \"oil\", \"yacht_id\": \"Y\", \"page_token\": \"" + "x".repeat(201) + "\"}",
                        "page_token"),
                bad("{\"query\": \"\\\"\", \"yacht_id\": \"Y\"}", "query"),
                bad("{\"query\": \"*\", \"yacht_id\": \"Y\"}", "query"),
                bad("{\"query\": \"\\\\\", \"yacht_id\": \"Y\"}", "query"),
                bad(
                        "{\"query\": \"oil\", \"yacht_id\": \"Y\", \"filters\": {\"tags\": [\"a\""
                                + ",\"a\"".repeat(9_999) + "]}}",
                        "filters.tags"));
    }

    private static Arguments bad(String body, String field) {
        return Arguments.of(body.replace("\"Y\"", "\"" + YACHT + "\""), field);
    }

    @ParameterizedTest
    @MethodSource("searches")
    void aWrongSearchNamesItsField(String body, String field) {
        var answer = ENGINE.post("/api/v1/search", body);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body().at("/errors/0/field").asString()).startsWith(field);
        assertThat(answer.body().at("/detail").asString()).isNotBlank().doesNotContain("Exception", "celesteos");
        assertThat(answer.body().at("/request_id").asString()).isNotBlank();
        assertThat(ENGINE.search(YACHT, "oil").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            AND (
            " a
            a*
            *:x*
            \\ a
            title:oil~2^5
            [a TO z}
            a && b || !c
            {!func}x
            the of and
            what is it
            zqxj wvkp
            $where: 1
            <script>alert(1)</script>
            a\tb
            """)
    void anyOtherTextIsAnsweredHonestlyInEveryKindOfSearch(String query) {
        for (String type : new String[] {"bm25", "vector", "hybrid"}) {
            var answer = ENGINE.search(
                    YACHT,
                    query,
                    java.util.Map.of(
                            "search_type",
                            type,
                            "explain",
                            true,
                            "facets",
                            java.util.List.of("system"),
                            "filters",
                            java.util.Map.of("document_id", java.util.List.of("not a uuid"))));

            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
            assertThat(answer.values("/id")).isEmpty();
            assertThat(answer.body().at("/facets/system").isEmpty()).isTrue();
        }
    }

    @Test
    void twoThousandCharactersOfMistypedWordsAreAnswered() {
        StringBuilder query = new StringBuilder();
        for (int i = 0; query.length() < 1_985; i++) {
            query.append("overhea")
                    .append((char) ('a' + i % 26))
                    .append((char) ('a' + i / 26))
                    .append("ng ");
        }

        assertThat(ENGINE.search(YACHT, query.toString()).status()).isEqualTo(200);
    }

    @Test
    void anUnknownYachtIsNotFoundWhateverElseIsAsked() {
        var answer = ENGINE.search(
                UUID.randomUUID(), "oil", java.util.Map.of("facets", java.util.List.of("system"), "explain", true));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("unknown_yacht");
    }

    @Test
    void vectorsThatAreNotFiniteAreRefused() {
        String vector = "[1e39" + ",0.1".repeat(383) + "]";

        var answer = ENGINE.post(
                "/api/v1/search",
                "{\"query\":\"oil\",\"yacht_id\":\"" + YACHT + "\",\"query_embedding\":" + vector + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/errors/0/field").asString()).startsWith("query_embedding");
        assertThat(ENGINE.post(
                                "/api/v1/search",
                                "{\"query\":\"oil\",\"yacht_id\":\"" + YACHT + "\",\"query_embedding\":[NaN]}")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''
            {
            []
            null
            "text"
            {"query": "oil",}
            {"query": "oil"} trailing
            """)
    void whatIsNoJsonObjectIsMalformed(String body) {
        var answer = ENGINE.post("/api/v1/search", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isIn("malformed_json", "invalid_request");
    }

    static Stream<Arguments> documents() {
        return Stream.of(
                bad("{\"yacht_id\": \"Y\", \"text\": \"x\"}", "title"),
                bad("{\"yacht_id\": \"Y\", \"title\": \"x\"}", "text"),
                bad("{\"yacht_id\": \"Y\", \"title\": \" \", \"text\": \"x\"}", "title"),
                bad("{\"yacht_id\": \"Y\", \"title\": \"\\u0007\", \"text\": \"x\"}", "title"),
                bad("{\"yacht_id\": \"Y\", \"title\": \"x\", \"text\": \" \\n \"}", "text"),
                bad("{\"yacht_id\": \"Y\", \"title\": \"x\", \"text\": \"\\u0000\\u0001\"}", "text"),
                bad("{\"yacht_id\": \"Y\", \"title\": \"" + "t".repeat(501) + "\", \"text\": \"x\"}", "title"),
                bad("{\"title\": \"x\", \"text\": \"x\"}", "yacht_id"),
                bad("{\"yacht_id\": \"\", \"title\": \"x\", \"text\": \"x\"}", "yacht_id"),
                bad("{\"yacht_id\": \"Y\", \"title\": \"x\", \"text\": \"x\", \"metadata\": \"m\"}", "metadata"),
                bad(
                        "{\"yacht_id\": \"Y\", \"title\": \"x\", \"text\": \"x\", \"metadata\": {\"model\": {\"a\": 1}}}",
                        "metadata.model"),
                bad(
                        "{\"yacht_id\": \"Y\", \"title\": \"x\", \"text\": \"x\", \"metadata\": {\"date\": \"soon\"}}",
                        "metadata.date"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void aWrongDocumentNamesItsFieldAndIsNotStored(String body, String field) {
        var answer = ENGINE.post("/api/v1/documents", body);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(answer.body().at("/errors/0/field").asString()).isEqualTo(field);
        assertThat(ENGINE.get("/api/v1/documents?yacht_id=" + YACHT)
                        .body()
                        .at("/total")
                        .asInt())
                .isZero();
    }

    @Test
    void aFloodOfWrongDocumentsIsRefusedByTheirNumber() {
        var answer = ENGINE.post(
                "/api/v1/documents/batch",
                "{\"yacht_id\":\"" + YACHT + "\",\"documents\":[{}" + ",{}".repeat(200_000) + "]}");

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void anEmptyOrMissingBatchIsRefused() {
        String start = "{\"yacht_id\":\"" + YACHT + "\"";

        assertThat(ENGINE.post("/api/v1/documents/batch", start + "}").status()).isEqualTo(400);
        assertThat(ENGINE.post("/api/v1/documents/batch", start + ",\"documents\":[]}")
                        .status())
                .isEqualTo(400);
        assertThat(ENGINE.post("/api/v1/documents/batch", start + ",\"documents\":[null]}")
                        .status())
                .isEqualTo(400);
        var answer = ENGINE.post(
                "/api/v1/documents/batch",
                start + ",\"documents\":[{\"title\":\"a\",\"text\":\"b\"},{\"title\":\"a\"}]}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/errors/0/field").asString()).isEqualTo("documents[1].text");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/jobs/nonsense?yacht_id=Y, 400",
        "/api/v1/jobs/00000000-0000-0000-0000-000000000000?yacht_id=Y, 404",
        "/api/v1/jobs/00000000-0000-0000-0000-000000000000, 400",
        "/api/v1/jobs/00000000-0000-0000-0000-000000000000?yacht_id=x, 400",
        "/api/v1/documents, 400",
        "/api/v1/documents?yacht_id=, 400",
        "/api/v1/documents?yacht_id=Y&limit=0, 400",
        "/api/v1/documents?yacht_id=Y&limit=501, 400",
        "/api/v1/documents?yacht_id=Y&offset=-1, 400",
        "/api/v1/documents?yacht_id=Y&limit=ten, 400",
        "/api/v1/search, 405",
        "/api/v1/nothing, 404"
    })
    void wrongPathsAndParametersAreProblems(String path, int status) {
        var answer = ENGINE.get(path.replace("=Y", "=" + YACHT));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void aBodyOverOneMebibyteIsTooLargeHoweverItIsSent() {
        String body = "{\"yacht_id\":\"" + YACHT + "\",\"title\":\"t\",\"text\":\"" + "word ".repeat(220_000) + "\"}";

        assertThat(ENGINE.post("/api/v1/documents", body).status()).isEqualTo(413);
        assertThat(ENGINE.send(HttpRequest.newBuilder(ENGINE.uri("/api/v1/documents"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(
                                        body.getBytes(java.nio.charset.StandardCharsets.UTF_8)))))
                        .status())
                .isEqualTo(413);
        assertThat(ENGINE.search(YACHT, "oil").status()).isEqualTo(200);
    }

    @Test
    void anotherMediaTypeIsRefused() {
        assertThat(ENGINE.send(HttpRequest.newBuilder(ENGINE.uri("/api/v1/search"))
                                .header("Content-Type", "text/plain")
                                .POST(HttpRequest.BodyPublishers.ofString("oil")))
                        .status())
                .isEqualTo(415);
    }

    @Test
    void deletingWhatIsNotThereIsNotFound() {
        assertThat(ENGINE.delete("/api/v1/documents/" + UUID.randomUUID() + "?yacht_id=" + YACHT)
                        .status())
                .isEqualTo(404);
        assertThat(ENGINE.delete("/api/v1/documents/x?yacht_id=" + YACHT).status())
                .isEqualTo(400);
    }
}
