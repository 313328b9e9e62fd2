package io.celesteos.streaming.connection;

import static io.celesteos.streaming.fake.Samples.YACHT;
import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.streaming.StreamingStack;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the container deals with itself. */
class RefusalsIT extends StreamingStack {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NOT HTTP AT ALL\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: nonsense\r\n\r\n",
                "GET /health HTTP/1.1\r\n\r\n",
                "GET /health HTTP/3.7\r\nHost: localhost\r\n\r\n"
            })
    void whatIsNoHttpIsAProblemDocument(String request) throws IOException {
        assertThat(raw(request))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "\"code\":", "X-Request-Id:");
    }

    @Test
    void headersBeyondTheLimitAreAProblemDocument() throws IOException {
        assertThat(raw("GET /health HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(40_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 4")
                .contains("application/problem+json");
    }

    @Test
    void aQueryPastedAsItIsIsTaken() throws Exception {
        String all = raw("GET /api/v1/stream?query=pump[1]|<a>^{b}\"`&llm=false&yacht_id=" + YACHT
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(all).startsWith("HTTP/1.1 200").contains("event: complete");
    }

    @Test
    void aLongQueryOfAnotherScriptFitsIntoTheAddress() throws Exception {
        HttpResponse<?> answered = get(streamUri("query", "漢".repeat(2_000), "yacht_id", YACHT, "llm", "false"));
        assertThat(answered.statusCode()).isEqualTo(200);
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedAndTheNextRequestIsAnswered() throws Exception {
        // Its head alone: whoever goes on sending what is refused may find the connection closed before he reads why.
        assertThat(raw("POST /api/v1/answer HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + (3 << 20) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 413")
                .contains("application/problem+json");
        assertThat(answer(Map.of("query", QUESTION, "yacht_id", YACHT)).statusCode())
                .isEqualTo(200);
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
