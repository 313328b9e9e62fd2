package io.celesteos.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.gateway.stack.GatewayStack;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What a workflow's error branch reads, whoever refuses. */
class ProblemsIT extends GatewayStack {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST | /webhook/search  | {\"query\":       | 400 | malformed_json",
                "POST | /webhook/search  | {\"query\":\"\"}   | 400 | invalid_request",
                "POST | /api/v1/search   | []                | 400 | malformed_json",
                "POST | /nothing-here    | {}                | 404 | not_found",
                "GET  | /webhook/search  |                   | 405 | method_not_allowed",
                "POST | /api/v1/documents | {}               | 503 | upstream_unavailable",
                "POST | /api/v1/rerank   | {}                | 503 | upstream_unavailable",
            })
    void everyRefusalSaysWhatHappenedAndWhetherToTryAgain(
            String method, String path, String body, int status, String code) throws Exception {
        SEARCH.goAway();
        EMBEDDING.goAway();
        try {
            HttpResponse<String> refused = send(asFirst(path)
                    .header("Content-Type", "application/json")
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body)));
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
            assertProblem(refused, code, status >= 500);
        } finally {
            SEARCH.comeBack();
            EMBEDDING.comeBack();
        }
    }

    @Test
    void aMissingCredentialToo() throws Exception {
        assertProblem(send(request("/api/v1/jobs")), "unauthorized", false);
        assertProblem(send(request("/operator/experiment")), "unauthorized", false);
    }

    private static void assertProblem(HttpResponse<String> refused, String code, boolean retryable) {
        JsonNode problem = JsonStrictness.mapper().readTree(refused.body());
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(problem.at("/code").stringValue()).isEqualTo(code);
        assertThat(problem.at("/message").stringValue())
                .isNotBlank()
                .isEqualTo(problem.at("/detail").stringValue());
        assertThat(problem.at("/retryable").booleanValue()).isEqualTo(retryable);
        if (retryable) {
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        }
    }
}
