package io.celesteos.embedding.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.embedding.TokenEmbeddingsResponse;
import io.celesteos.contracts.web.JsonStrictness;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every answer is, however hostile the request: the contract's error, or finite numbers of the right shape. */
final class Sound {

    private static final int DIMENSIONS = 384;
    private static final JsonMapper JSON = JsonStrictness.mapper();

    /** All that the contract has for a caller's mistakes and for load; 500 is none of them. */
    private static final Set<Integer> REFUSALS = Set.of(400, 401, 403, 404, 405, 406, 409, 413, 415, 429, 503, 504);

    private Sound() {}

    static void refusal(RawHttp.Answer answer) {
        if (answer.status() != 0) {
            assertThat(REFUSALS).contains(answer.status());
            assertThat(answer.header("content-type")).startsWith("application/problem+json");
            assertThat(answer.header("x-request-id")).isNotEmpty();
            if (answer.status() == 429 || answer.status() == 503) {
                assertThat(answer.header("retry-after")).matches("[1-9][0-9]*");
            }
        }
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.at("/code").asString()).matches("[a-z_]+").isNotEqualTo("internal_error");
        assertThat(problem.at("/detail").asString()).isNotBlank().doesNotContain("io.celesteos", "tools.jackson");
        assertThat(problem.at("/request_id").asString()).isNotEmpty();
        if (answer.status() != 0) {
            assertThat(problem.at("/status").asInt()).isEqualTo(answer.status());
            assertThat(problem.at("/request_id").asString()).isEqualTo(answer.header("x-request-id"));
        }
    }

    static void success(Target target, RawHttp.Answer answer) {
        JsonNode body = JSON.readTree(answer.body());
        switch (target.path()) {
            case "/api/v1/embed" -> vectors(body.at("/embeddings"), "");
            case "/v1/embeddings" -> vectors(body.at("/data"), "/embedding");
            case "/embed" -> vectors(body, "");
            case "/api/v1/token-embeddings" -> matrices(JSON.treeToValue(body, TokenEmbeddingsResponse.class));
            case "/api/v1/rerank" -> ranking(body.at("/results"), "score", true);
            case "/v1/rerank", "/v2/rerank" -> ranking(body.at("/results"), "relevance_score", true);
            case "/rerank" -> ranking(body, "score", false);
            default -> finite(body);
        }
    }

    private static void vectors(JsonNode list, String place) {
        assertThat(list.isArray() && list.size() >= 1 && list.size() <= 100).isTrue();
        list.forEach(item -> vector(item.at(place)));
    }

    private static void vector(JsonNode vector) {
        double squares = 0;
        if (vector.isString()) {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(vector.asString()))
                    .order(ByteOrder.LITTLE_ENDIAN);
            assertThat(bytes.remaining()).isEqualTo(DIMENSIONS * Float.BYTES);
            for (int d = 0; d < DIMENSIONS; d++) {
                squares += square(bytes.getFloat(d * Float.BYTES));
            }
        } else {
            assertThat(vector.isArray()).isTrue();
            assertThat(vector.size()).isEqualTo(DIMENSIONS);
            for (JsonNode component : vector) {
                assertThat(component.isNumber()).isTrue();
                squares += square(component.asDouble());
            }
        }
        assertThat(Double.isFinite(squares)).isTrue();
        assertThat(squares).isGreaterThan(0.9);
    }

    /** Reading one checks its shape and that its numbers are finite. */
    private static void matrices(TokenEmbeddingsResponse answer) {
        assertThat(answer.embeddings()).isNotEmpty();
        for (int i = 0; i < answer.embeddings().size(); i++) {
            assertThat(answer.matrix(i).rows())
                    .isPositive()
                    .isEqualTo(answer.embeddings().get(i).rows());
        }
    }

    private static double square(double component) {
        return component * component;
    }

    private static void ranking(JsonNode results, String field, boolean bounded) {
        assertThat(results.isArray() && results.size() >= 1 && results.size() <= 100)
                .isTrue();
        double before = Double.POSITIVE_INFINITY;
        for (JsonNode result : results) {
            double score = result.at("/" + field).asDouble();
            assertThat(Double.isFinite(score)).isTrue();
            assertThat(score).isLessThanOrEqualTo(before);
            if (bounded) {
                assertThat(score).isBetween(0.0, 1.0);
            }
            before = score;
        }
        assertThat(results.valueStream().map(result -> result.at("/index").asInt(-1)))
                .doesNotHaveDuplicates()
                .allMatch(index -> index >= 0 && index < 100);
    }

    /** JSON has no other numbers, but a writer may not know. */
    private static void finite(JsonNode body) {
        assertThat(body.toString()).doesNotContain("NaN", "Infinity");
    }
}
