package io.celesteos.contracts.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a caller may rely on at the door of every service, whichever web stack it runs on; over real HTTP. */
abstract class DoorCases {

    static final String KEY = "s3cret";
    static final String YACHT = "00000000-0000-4000-8000-000000000001";
    static final String GOOD = "{\"query\":\"CAT 3512\",\"yacht_id\":\"" + YACHT + "\"}";

    private static final JsonMapper JSON = JsonStrictness.mapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Test
    void aGoodRequestIsAnsweredWithIdAndTimings() throws Exception {
        HttpResponse<String> answer = send(post("/echo", GOOD).header("X-Request-Id", "bridge/42"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body())).isEqualTo(JSON.readTree(GOOD));
        assertThat(header(answer, "X-Request-Id")).isEqualTo("bridge/42");
        assertThat(header(answer, "Server-Timing")).matches("total;dur=\\d+\\.\\d{3}");
    }

    @Test
    void aRequestWithoutAnIdGetsOne() throws Exception {
        String id = header(send(post("/echo", GOOD)), "X-Request-Id");

        assertThat(UUID.fromString(id)).isNotNull();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badBodies")
    void badBodiesAreProblemsAndTheNextRequestWorks(String body, String code, String field) throws Exception {
        HttpResponse<String> answer = send(post("/echo", body).header("X-Request-Id", "bridge/42"));

        JsonNode problem = problem(answer, 400, code);
        assertThat(problem.path("request_id").asString()).isEqualTo("bridge/42");
        assertThat(problem.path("instance").asString()).isEqualTo("/echo");
        assertThat(problem.path("errors").path(0).path("field").asString("none"))
                .isEqualTo(field);
        assertThat(send(post("/echo", GOOD)).statusCode()).isEqualTo(200);
    }

    static Stream<Arguments> badBodies() {
        String nested = "[".repeat(1_500) + "]".repeat(1_500);
        return Stream.of(
                arguments("{\"query\": ", "malformed_json", "none"),
                arguments("", "malformed_json", "none"),
                arguments("null", "malformed_json", "none"),
                arguments("[]", "malformed_json", "none"),
                arguments("{\"query\":\"a\",\"query\":\"b\"}", "malformed_json", "none"),
                arguments("{\"mood\":" + nested + "}", "malformed_json", "none"),
                arguments("{\"query\":\"a\",\"top_k\":\"ten\"}", "invalid_request", "top_k"),
                arguments("{\"query\":\"a\",\"search_type\":\"fuzzy\"}", "invalid_request", "search_type"),
                arguments(
                        "{\"filters\":{\"date_range\":{\"end\":\"soon\"}}}",
                        "invalid_request",
                        "filters.date_range.end"),
                arguments("{\"yacht_id\":\"" + YACHT + "\"}", "invalid_request", "query"),
                arguments("{\"query\":\"a\"}", "invalid_request", "yacht_id"),
                arguments(GOOD.replace("}", ",\"top_k\":101}"), "invalid_request", "top_k"),
                arguments(GOOD.replace("}", ",\"filters\":{\"tags\":[\" \"]}}"), "invalid_request", "filters.tags[0]"),
                arguments(GOOD.replace("CAT 3512", "a".repeat(2_001)), "query_too_long", "query"),
                arguments(GOOD.replace("CAT 3512", "pump\\u0000"), "invalid_request", "query"),
                arguments(GOOD.replace("CAT 3512", "\\ud83d"), "invalid_request", "query"));
    }

    @Test
    void emojiAndAccentsComeBackUnharmed() throws Exception {
        String body = GOOD.replace("CAT 3512", "fuite 💧 à bâbord");

        assertThat(JSON.readTree(send(post("/echo", body)).body()).path("query").asString())
                .isEqualTo("fuite 💧 à bâbord");
    }

    @Test
    void bytesThatAreNoUtf8AreMalformed() throws Exception {
        byte[] latin = GOOD.replace("CAT", "Öl").getBytes(StandardCharsets.ISO_8859_1);

        problem(send(request("/echo", "POST", HttpRequest.BodyPublishers.ofByteArray(latin))), 400, "malformed_json");
    }

    @Test
    void aParameterOfTheWrongTypeIsNamed() throws Exception {
        assertThat(problem(send(get("/count?limit=many")), 400, "invalid_request")
                        .path("detail")
                        .asString())
                .isEqualTo("limit must be a whole number");
    }

    @Test
    void aMissingParameterOrHeaderIsNamed() throws Exception {
        assertThat(problem(send(get("/count")), 400, "invalid_request")
                        .path("detail")
                        .asString())
                .isEqualTo("limit is required");
        assertThat(problem(send(get("/tagged")), 400, "invalid_request")
                        .path("detail")
                        .asString())
                .isEqualTo("X-Tag is required");
    }

    @Test
    void aParameterOutsideItsRangeIsNamed() throws Exception {
        JsonNode errors =
                problem(send(get("/count?limit=11")), 400, "invalid_request").path("errors");

        assertThat(errors.path(0).path("field").asString()).isEqualTo("limit");
    }

    @Test
    void anUnknownPathIsAProblemToo() throws Exception {
        JsonNode problem = problem(send(get("/nothing/here?x=1")), 404, "not_found");

        assertThat(problem.path("instance").asString()).isEqualTo("/nothing/here");
        assertThat(problem.path("type").asString()).isEqualTo("urn:celeste:problem:not_found");
        assertThat(problem.path("detail").asString()).contains("/v3/api-docs");
    }

    @Test
    void aWrongMethodSaysWhichOnesAreAllowed() throws Exception {
        HttpResponse<String> answer = send(get("/echo"));

        problem(answer, 405, "method_not_allowed");
        assertThat(header(answer, "Allow")).isEqualTo("POST");
    }

    @Test
    void aBodyOfAnotherMediaTypeIsRefused() throws Exception {
        problem(
                send(request("/echo", "POST", HttpRequest.BodyPublishers.ofString("query=a"))
                        .setHeader("Content-Type", "application/x-www-form-urlencoded")),
                415,
                "unsupported_media_type");
    }

    @Test
    void anAnswerInAnotherMediaTypeIsRefusedInOurs() throws Exception {
        problem(send(get("/count?limit=1").setHeader("Accept", "image/png")), 406, "not_acceptable");
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedByItsLength() throws Exception {
        problem(send(post("/echo", oversized())), 413, "body_too_large");
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWithoutALengthToo() throws Exception {
        byte[] body = oversized().getBytes(StandardCharsets.UTF_8);
        var chunked = HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));

        problem(send(request("/echo", "POST", chunked)), 413, "body_too_large");
    }

    @Test
    void aBodyWithoutALengthWithinTheLimitIsRead() throws Exception {
        byte[] body = GOOD.getBytes(StandardCharsets.UTF_8);
        var chunked = HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));

        assertThat(send(request("/echo", "POST", chunked)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "0", "-5", "1.5"})
    void aDeadlineThatIsNoNumberIsRefusedWithItsRequestId(String deadline) throws Exception {
        HttpResponse<String> answer =
                send(post("/echo", GOOD).header("X-Deadline-Ms", deadline).header("X-Request-Id", "bridge/42"));

        JsonNode problem = problem(answer, 400, "invalid_request");
        assertThat(problem.path("errors").path(0).path("field").asString()).isEqualTo("X-Deadline-Ms");
        assertThat(problem.path("request_id").asString()).isEqualTo("bridge/42");
        assertThat(header(answer, "X-Request-Id")).isEqualTo("bridge/42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/broken", "/unwritable"})
    void anUnexpectedFailureTellsNothingOfOurInsides(String path) throws Exception {
        HttpResponse<String> answer = send(get(path));

        problem(answer, 500, "internal_error");
        assertThat(answer.body())
                .doesNotContain("secret")
                .doesNotContain("db.internal")
                .doesNotContain("Exception");
        assertThat(answer.body()).contains(header(answer, "X-Request-Id"));
    }

    @Test
    void anOverloadedServiceSaysWhenToComeBack() throws Exception {
        HttpResponse<String> answer = send(get("/busy"));

        assertThat(problem(answer, 503, "overloaded").path("retryable").asBoolean())
                .isTrue();
        assertThat(header(answer, "Retry-After")).isEqualTo("2");
    }

    @Test
    void healthIsOpenAndNeverCached() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/health")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
        JsonNode report = JSON.readTree(answer.body());
        assertThat(report.path("status").asString()).isEqualTo("healthy");
        assertThat(report.path("service").asString()).isEqualTo("door-test");
        assertThat(report.path("version").asString()).isEqualTo("dev");
        assertThat(report.path("uptime_seconds").isIntegralNumber()).isTrue();
        assertThat(report.path("dependencies").isObject()).isTrue();
    }

    private static String oversized() {
        return GOOD.replace("CAT 3512", "a".repeat(20_000));
    }

    final HttpRequest.Builder get(String path) {
        return request(path, "GET", HttpRequest.BodyPublishers.noBody());
    }

    final HttpRequest.Builder post(String path, String body) {
        return request(path, "POST", HttpRequest.BodyPublishers.ofString(body));
    }

    final HttpRequest.Builder request(String path, String method, HttpRequest.BodyPublisher body) {
        var request = HttpRequest.newBuilder(uri(path)).method(method, body).header("X-API-Key", KEY);
        return method.equals("GET") ? request : request.header("Content-Type", "application/json");
    }

    final URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    static JsonNode problem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(header(answer, "Content-Type")).startsWith("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank();
        return problem;
    }
}
