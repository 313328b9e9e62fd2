package io.celesteos.contracts.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.problem.ProblemDialect;
import io.celesteos.contracts.request.RequestContext;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.main.web-application-type=servlet",
            "spring.application.name=door-test",
            "spring.threads.virtual.enabled=true",
            "spring.servlet.multipart.max-file-size=64KB",
            "celeste.web.max-body=16KB",
            "celeste.web.api-key=" + DoorCases.KEY
        })
class ServletDoorIT extends DoorCases {

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({EchoEndpoint.class, ContextEndpoint.class})
    static class Service {

        @Bean
        ProblemDialect foreign() {
            return new ProblemDialect() {
                @Override
                public boolean covers(String path) {
                    return path.equals("/busy") || path.equals("/lines");
                }

                @Override
                public Map<String, Object> members(Problem problem) {
                    return Map.of("error", Map.of("message", problem.detail(), "kind", problem.code()));
                }
            };
        }

        @Bean
        Filter misbehaving() {
            return (request, response, chain) -> {
                String path = ((HttpServletRequest) request).getRequestURI();
                if (path.equals("/filtered/broken")) {
                    throw new IllegalStateException("select secret from yachts at db.internal:5432");
                }
                if (path.equals("/filtered/forbidden")) {
                    ((HttpServletResponse) response).sendError(403, "db.internal:5432");
                    return;
                }
                chain.doFilter(request, response);
            };
        }
    }

    @RestController
    static class ContextEndpoint {

        @GetMapping("/context")
        Map<String, String> context() {
            RequestContext context = RequestContext.current();
            return Map.of(
                    "request_id", context.requestId(),
                    "trace", String.valueOf(context.traceparent()),
                    "deadline", context.deadline().remaining().toMillis() <= 5_000 ? "the caller's" : "ours",
                    "logged_id", String.valueOf(MDC.get("request_id")));
        }

        @PostMapping("/lines")
        Map<String, Integer> lines(HttpServletRequest request) throws IOException {
            return Map.of("length", request.getReader().readLine().length());
        }

        @PostMapping("/upload")
        Map<String, Long> upload(@RequestParam("file") MultipartFile file) {
            return Map.of("size", file.getSize());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong", "s3cre", "s3cret2"})
    void withoutTheKeyNothingIsAnswered(String key) throws Exception {
        var request = HttpRequest.newBuilder(uri("/count?limit=1"));
        HttpResponse<String> answer = send(key.isEmpty() ? request : request.header("X-API-Key", key));

        problem(answer, 401, "unauthorized");
        assertThat(answer.body()).doesNotContain(KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer s3cret", "bearer s3cret"})
    void theKeyMayComeAsABearerToken(String authorization) throws Exception {
        var request = HttpRequest.newBuilder(uri("/count?limit=1"));

        assertThat(send(request.header("Authorization", authorization)).statusCode())
                .isEqualTo(200);
        problem(send(request.header("X-API-Key", "wrong")), 401, "unauthorized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer wrong", "Basic s3cret", "s3cret"})
    void noOtherAuthorizationIsAKey(String authorization) throws Exception {
        problem(
                send(HttpRequest.newBuilder(uri("/count?limit=1")).header("Authorization", authorization)),
                401,
                "unauthorized");
    }

    @Test
    void aDialectsErrorsCarryItsMembersBesideTheProblem() throws Exception {
        var inController = problem(send(get("/busy")), 503, "overloaded");
        var inFilter = problem(send(HttpRequest.newBuilder(uri("/lines"))), 401, "unauthorized");

        for (var problem : List.of(inController, inFilter)) {
            assertThat(problem.at("/error/message").asString())
                    .isEqualTo(problem.at("/detail").asString());
            assertThat(problem.at("/error/kind").asString())
                    .isEqualTo(problem.at("/code").asString());
        }
        assertThat(problem(send(get("/broken")), 500, "internal_error").has("error"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health/../count?limit=1",
                "/health/%2e%2e/count?limit=1",
                "/health;/../count?limit=1",
                "//health/../count?limit=1"
            })
    void theOpenPathsAreNoWayRoundTheKey(String path) throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri(path)));

        assertThat(answer.statusCode()).isBetween(400, 499);
        assertThat(answer.body()).doesNotContain("\"limit\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v3/api-docs",
                "/v3/api-docs.yaml",
                "/swagger-ui.html",
                "/swagger-ui/index.html",
                "/actuator/health"
            })
    void documentationAndProbesNeedNoKey(String path) throws Exception {
        // There are none in this small service; what counts is that the key is not what is missing.
        assertThat(send(HttpRequest.newBuilder(uri(path))).statusCode()).isEqualTo(404);
    }

    @Test
    void theContextReachesTheEndpointAndTheLog() throws Exception {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        HttpResponse<String> answer = send(get("/context")
                .header("X-Request-Id", "bridge/42")
                .header("traceparent", trace)
                .header("X-Deadline-Ms", "5000"));

        assertThat(JsonStrictness.mapper().readValue(answer.body(), Map.class))
                .isEqualTo(Map.of(
                        "request_id",
                        "bridge/42",
                        "trace",
                        trace,
                        "deadline",
                        "the caller's",
                        "logged_id",
                        "bridge/42"));
    }

    @ParameterizedTest
    @CsvSource({"/filtered/broken, 500, internal_error", "/filtered/forbidden, 403, forbidden"})
    void aFailureOutsideOfAnyControllerIsAProblemToo(String path, int status, String code) throws Exception {
        HttpResponse<String> answer = send(get(path).header("X-Request-Id", "bridge/42"));

        assertThat(problem(answer, status, code).path("instance").asString()).isEqualTo(path);
        assertThat(answer.body()).contains("bridge/42").doesNotContain("secret").doesNotContain("db.internal");
    }

    @Test
    void textIsCountedWhileItIsReadToo() throws Exception {
        var within = HttpRequest.BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream("a".repeat(9).getBytes(UTF_8)));
        var beyond = HttpRequest.BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream("a".repeat(20_000).getBytes(UTF_8)));

        assertThat(send(request("/lines", "POST", within)).body()).isEqualTo("{\"length\":9}");
        problem(send(request("/lines", "POST", beyond)), 413, "body_too_large");
    }

    @Test
    void anUploadHasALimitOfItsOwn() throws Exception {
        assertThat(send(upload(20_000)).body()).isEqualTo("{\"size\":20000}");
        problem(send(upload(70_000)), 413, "body_too_large");
    }

    private HttpRequest.Builder upload(int size) {
        String body = "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"log.txt\"\r\n\r\n"
                + "a".repeat(size) + "\r\n--line--\r\n";
        return post("/upload", body).setHeader("Content-Type", "multipart/form-data; boundary=line");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0016\u0003\u0001 no HTTP at all\r\n\r\n",
                "G\u0001T / HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET / HTTP/7.3\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: zip\r\nConnection: close\r\n\r\n",
                "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: miracles\r\nConnection: close\r\n\r\n"
            })
    void whatTheContainerRefusesIsAProblemToo(String request) throws Exception {
        String answer = raw(request);

        var problem =
                JsonStrictness.mapper().readTree(answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1));
        assertThat(problem.at("/status").asInt()).isEqualTo(400);
        assertThat(problem.at("/code").asString()).isEqualTo("invalid_request");
        assertThat(problem.at("/request_id").asString()).isNotEmpty();
        if (answer.startsWith("HTTP/1.1")) {
            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json")
                    .contains("X-Request-Id: " + problem.at("/request_id").asString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\n\r\n40\r\n{\"query",
                "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
                "Content-Length: 500\r\n\r\n{\"query"
            })
    void aBodyThatEndsEarlyIsTheCallersFault(String rest) throws Exception {
        String answer = raw("POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-API-Key: " + KEY
                + "\r\nContent-Type: application/json\r\n" + rest);

        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"invalid_request\"", "\"request_id\":");
    }

    @Test
    void aRequestRefusedBeforeTheFiltersHasAnIdToo() throws Exception {
        assertThat(raw("TRACE /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Request-Id: bridge/42\r\n\r\n"))
                .startsWith("HTTP/1.1 405")
                .contains("\"request_id\":\"bridge/42\"");
    }

    @Test
    void anUploadWithoutABoundaryIsTheCallersFault() throws Exception {
        problem(
                send(post("/upload", "--line--").setHeader("Content-Type", "multipart/form-data")),
                400,
                "invalid_request");
    }

    /** Everything the service says to bytes that no HTTP client would send. */
    private String raw(String request) throws IOException {
        try (var socket = new Socket("localhost", uri("/").getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
