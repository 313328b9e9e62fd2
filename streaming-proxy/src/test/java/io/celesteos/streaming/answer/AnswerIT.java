package io.celesteos.streaming.answer;

import static io.celesteos.streaming.fake.Samples.YACHT;
import static io.celesteos.streaming.fake.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.streaming.StreamingStack;
import io.celesteos.streaming.fake.FakeService.Reply;
import io.celesteos.streaming.fake.Samples;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class AnswerIT extends StreamingStack {

    private static final Map<String, Object> REQUEST = Map.of("query", QUESTION, "yacht_id", YACHT);

    @Test
    void theDocumentHoldsWhatTheStreamWouldHaveSaid() throws Exception {
        HttpResponse<String> response = answer(REQUEST);
        JsonNode document = tree(response.body());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Server-Timing").orElse("")).contains("search;dur=");
        assertThat(document.get("query").asString()).isEqualTo(QUESTION);
        assertThat(document.at("/results/0/id").asString()).isEqualTo(id(3).toString());
        assertThat(document.at("/results/1/id").asString()).isEqualTo(id(1).toString());
        // The score of the final order, not that of the first search.
        assertThat(document.at("/results/1/score").asDouble()).isEqualTo(0.8);
        assertThat(document.at("/results/1/rank").asInt()).isEqualTo(2);
        assertThat(document.get("results").size()).isEqualTo(2);
        assertThat(document.at("/entities/equipment/0/text").asString()).isEqualTo("generator");
        assertThat(document.at("/intent/primary").asString()).isEqualTo("diagnose_fault");
        assertThat(document.at("/answer/kind").asString()).isEqualTo("extractive");
        assertThat(document.at("/answer/text").asString()).contains("103 °C. [1]");
        assertThat(document.at("/answer/citations/0/id").asString()).isEqualTo(id(3).toString());
        assertThat(document.at("/metadata/total_results").asInt()).isEqualTo(2);
        assertThat(document.at("/metadata/timings_ms/search").isNumber()).isTrue();
        assertThat(document.at("/metadata/degraded").isEmpty()).isTrue();
    }

    @Test
    void theFirstOrderStandsWhereTheFullSearchFails() throws Exception {
        searchAnswers(call -> Reply.ok(Samples.firstHits()), refusing(500, "internal_error"));
        NLP.answer(refusing(500, "internal_error"));
        JsonNode document = tree(answer(REQUEST).body());

        assertThat(document.at("/results/0/id").asString()).isEqualTo(id(1).toString());
        assertThat(document.at("/intent/primary").asString()).isEqualTo("search");
        assertThat(document.at("/metadata/degraded").toString())
                .contains("vector_search_unavailable", "rerank_unavailable", "nlp_unavailable");
    }

    @Test
    void theAnswerIsLeftOutWhenNoneIsWanted() throws Exception {
        JsonNode document = tree(answer(Map.of("query", QUESTION, "yacht_id", YACHT, "llm", false))
                .body());

        assertThat(document.has("answer")).isFalse();
        assertThat(document.get("results").size()).isEqualTo(2);
    }

    @Test
    void nothingUsableIsAProblemThatSaysWhenToComeBack() throws Exception {
        SEARCH.answer(refusing(500, "internal_error"));
        NLP.answer(refusing(500, "internal_error"));
        HttpResponse<String> response = answer(REQUEST);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(tree(response.body()).get("code").asString()).isEqualTo("upstream_unavailable");
    }

    @Test
    void anUnknownYachtIsTheCallersToMend() throws Exception {
        SEARCH.answer(refusing(404, "unknown_yacht"));
        HttpResponse<String> response = answer(REQUEST);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(tree(response.body()).get("code").asString()).isEqualTo("unknown_yacht");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"query\":                                                        | 400 | malformed_json  | ''",
                "[]                                                                 | 400 | malformed_json  | ''",
                "{\"yacht_id\":\"00000000-0000-4000-8000-000000000001\"}            | 400 | invalid_request | query",
                "{\"query\":\"pump\"}                                               | 400 | invalid_request | yacht_id",
                "{\"query\":7,\"yacht_id\":\"00000000-0000-4000-8000-000000000001\"} | 400 | invalid_request | query",
                "{\"query\":\"pump\",\"yacht_id\":\"seven\"}                        | 400 | invalid_request | yacht_id",
                "{\"query\":\"pump\",\"yacht_id\":\"00000000-0000-4000-8000-000000000001\",\"top_k\":\"5\"} | 400 | invalid_request | top_k",
                "{\"query\":\"pump\",\"yacht_id\":\"00000000-0000-4000-8000-000000000001\",\"top_k\":0} | 400 | invalid_request | top_k",
            })
    void aBadBodyIsAProblemThatNamesTheField(String body, int status, String code, String field) throws Exception {
        HttpResponse<String> response = answer(body);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(tree(response.body()).get("code").asString()).isEqualTo(code);
        assertThat(tree(response.body()).at("/errors/0/field").asString("")).isEqualTo(field);
        assertThat(answer(REQUEST).statusCode()).isEqualTo(200);
    }

    @Test
    void otherMediaTypesAndMethodsAreRefused() throws Exception {
        assertThat(post("/api/v1/answer", "text/plain", "pump").statusCode()).isEqualTo(415);
        assertThat(post("/api/v1/stream", "application/json", "{}").statusCode())
                .isEqualTo(405);
    }
}
