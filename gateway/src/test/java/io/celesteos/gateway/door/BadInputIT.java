package io.celesteos.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.gateway.stack.TightStack;
import io.celesteos.gateway.stack.Yachts;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Nothing here reaches a service, and each is answered with a problem document on a connection that then ends. */
@Timeout(60)
class BadInputIT extends TightStack {

    private static final String BEGIN = "POST /api/v1/extract HTTP/1.1\r\nHost: x\r\nX-Yacht-Signature: "
            + Yachts.FIRST_SIGNATURE + "\r\nContent-Type: application/json\r\n";

    @Test
    void tooManyHeaders() throws Exception {
        StringBuilder headers = new StringBuilder();
        IntStream.range(0, 60)
                .forEach(number -> headers.append("X-").append(number).append(": 1\r\n"));
        refused("GET /health HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n", 431, "headers_too_large");
    }

    @Test
    void headersThatAreTooLarge() throws Exception {
        refused("GET /health HTTP/1.1\r\nHost: x\r\nX-A: " + "a".repeat(20_000) + "\r\n\r\n", 431, "headers_too_large");
    }

    @Test
    void aRequestLineThatIsTooLong() throws Exception {
        refused("GET /health?" + "a".repeat(40_000) + " HTTP/1.1\r\nHost: x\r\n\r\n", 414, "address_too_long");
    }

    /** Whoever stands before us might have chosen the other reading. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}",
                "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n",
                "Content-Length: 2, 40\r\n\r\n{}",
                "Content-Length: -2\r\n\r\n{}",
                "Content-Length: 2x\r\n\r\n{}",
                "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "X-A: b\u0000c\r\nContent-Length: 2\r\n\r\n{}",
                " folded: yes\r\nContent-Length : 2\r\n\r\n{}"
            })
    void headsThatCanBeReadInTwoWays(String rest) throws Exception {
        refused(BEGIN + rest, 400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "GET /health HTTP/1.1\r\nHost: x\r\nX-A: "})
    void aHeadThatDribbles(String begun) throws Exception {
        refused(begun, 408, "request_too_slow");
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/extract", "/api/v1/embed", "/webhook/search"})
    void aBodyThatDribbles(String path) throws Exception {
        refused(BEGIN.replace("/api/v1/extract", path) + "Content-Length: 100\r\n\r\n{\"a\"", 408, "request_too_slow");
    }

    /** What is read here has its time whatever it calls itself: that it is an upload is told by more than its type. */
    @ParameterizedTest
    @CsvSource({"/webhook/search, false", "/api/v1/documents, true"})
    void aBodyThatDribblesAndSaysItIsAnUpload(String path, boolean signed) throws Exception {
        String signature = "X-Yacht-Signature: yacht=" + Yachts.FIRST + ",t=1,v1=" + "0".repeat(64) + "\r\n";
        refused(
                "POST " + path + " HTTP/1.1\r\nHost: x\r\n" + (signed ? signature : "")
                        + "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 100\r\n\r\n--x",
                408,
                "request_too_slow");
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/extract", "/api/v1/embed", "/webhook/search"})
    void tenMegabytesAreRefusedBeforeTheyAreRead(String path) throws Exception {
        refused(BEGIN.replace("/api/v1/extract", path) + "Content-Length: 10000000\r\n\r\n", 413, "body_too_large");
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/search", "/api/v1/extract", "/rag/query", "/webhook/search"})
    void jsonThatIsNestedTooDeeplyOrSaysTwoThings(String path) throws Exception {
        String deep = "{\"query\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
        String twice = "{\"query\":\"a\",\"query\":\"b\"}";
        for (String body : new String[] {deep, twice, "{\"query\":\"a\"} x", "{\"query\":"}) {
            HttpResponse<String> response = send(json(asFirst(path), body));
            assertThat(response.statusCode()).as(body.substring(0, 9)).isEqualTo(400);
            assertThat(JsonStrictness.mapper()
                            .readTree(response.body())
                            .at("/code")
                            .stringValue())
                    .isIn("malformed_json", "invalid_request");
        }
        assertThat(SEARCH.received()).isEmpty();
        assertThat(NLP.received()).isEmpty();
    }

    @Test
    void aMethodThatAPathDoesNotHaveIsToldWhichItHas() throws Exception {
        HttpResponse<String> own = send(asFirst("/webhook/search").DELETE());
        assertThat(own.statusCode()).isEqualTo(405);
        assertThat(own.headers().firstValue("Allow")).contains("POST");
        SEARCH.on(
                "/api/v1/search",
                (request, response) ->
                        response.status(405).header("Allow", "POST").send());
        HttpResponse<String> inner = send(asFirst("/api/v1/search").DELETE());
        assertThat(inner.statusCode()).isEqualTo(405);
        assertThat(inner.headers().firstValue("Allow")).contains("POST");
    }

    private void refused(String request, int status, String code) throws IOException {
        String answer;
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            // To the end: the connection is closed, not left open for more of it.
            answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(answer.toLowerCase(java.util.Locale.ROOT))
                .contains("content-type: application/problem+json", "x-content-type-options: nosniff", "x-request-id");
        JsonNode problem = JsonStrictness.mapper().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
        assertThat(problem.at("/code").stringValue()).isEqualTo(code);
        assertThat(problem.at("/status").intValue()).isEqualTo(status);
        assertThat(NLP.received()).isEmpty();
        assertThat(EMBEDDING.received()).isEmpty();
    }
}
