package io.celesteos.streaming.passthrough;

import static io.celesteos.streaming.fake.Samples.YACHT;
import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.search.SearchType;
import io.celesteos.streaming.StreamingStack;
import io.celesteos.streaming.fake.FakeService.Reply;
import io.celesteos.streaming.fake.Samples;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CompletionsIT extends StreamingStack {

    private static final String ASKED = "\"messages\": [{\"role\": \"user\", \"content\": \"" + QUESTION + "\"}]";

    /** A body and the field that is wrong a line; {@code Y} is the yacht. */
    private static final String WRONG = """
            {} | yacht_id
            {"yacht_id": 7} | yacht_id
            {"yacht_id": "Y"} | messages
            {"yacht_id": "Y", "messages": [null]} | messages[0]
            {"yacht_id": "Y", "messages": [{"role": "boss", "content": "x"}]} | messages[0].role
            {"yacht_id": "Y", "messages": [{"role": "user", "content": {}}]} | messages[0].content
            {"yacht_id": "Y", "messages": [{"role": "user", "content": [7]}]} | messages[0].content
            {"yacht_id": "Y", "messages": [{"role": "user"}]} | messages[0]
            {"yacht_id": "Y", "model": "", ASKED} | model
            {"yacht_id": "Y", "model": "\\ud800", ASKED} | model
            {"yacht_id": "Y", "tool_choice": "required", ASKED} | tool_choice
            {"yacht_id": "Y", "response_format": {"type": "json_object"}, ASKED} | response_format
            {"yacht_id": "Y", "response_format": 7, ASKED} | response_format
            {"yacht_id": "Y", "top_k": 101, ASKED} | top_k
            """;

    private HttpResponse<String> complete(String body) throws Exception {
        return post("/v1/chat/completions", "application/json", body.replace("\"Y\"", "\"" + YACHT + "\""));
    }

    private static String content(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return tree(answer.body()).at("/choices/0/message/content").asString();
    }

    @Test
    void theYachtMayBeInTheBodyAndTheModelLeftOut() throws Exception {
        HttpResponse<String> answer = complete("{\"yacht_id\": \"Y\", " + ASKED + "}");

        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        assertThat(content(answer)).contains("[1]");
        assertThat(tree(answer.body()).get("model").asString()).isEqualTo("celeste");
        assertThat(tree(answer.body()).get("request_id").asString()).isNotBlank();
    }

    @Test
    void settingsThatChangeNothingHereAreReadOver() throws Exception {
        assertThat(content(complete("{\"yacht_id\": \"Y\", \"temperature\": 0.2, \"max_tokens\": 99, \"n\": 1,"
                        + " \"tool_choice\": \"auto\", \"tools\": [{}], \"response_format\": {\"type\": \"text\"},"
                        + " \"stream\": null, \"stream_options\": null, " + ASKED + "}")))
                .contains("[1]");
    }

    @Test
    void withoutResultsTheTextSaysSo() throws Exception {
        searchAnswers(
                call -> Reply.ok(Samples.found(SearchType.BM25, false)),
                call -> Reply.ok(Samples.found(SearchType.HYBRID, true)));
        HttpResponse<String> answer = complete("{\"yacht_id\": \"Y\", " + ASKED + "}");

        assertThat(content(answer)).isEqualTo("Nothing about this was found in the yacht's documents.");
        assertThat(tree(answer.body()).get("citations")).isEmpty();
    }

    @Test
    void withoutASearchTheTextSaysSo() throws Exception {
        SEARCH.answer(refusing(500, "internal_error"));
        HttpResponse<String> answer = complete("{\"yacht_id\": \"Y\", \"stream\": true, " + ASKED + "}");

        assertThat(answer.body())
                .contains("The documents cannot be searched now.", "search_unavailable")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void theUsageIsStreamedOnlyWhereItIsWanted() throws Exception {
        String answer = complete("{\"yacht_id\": \"Y\", \"stream\": true, " + ASKED + "}")
                .body();

        assertThat(answer).contains("\"finish_reason\":\"stop\"").doesNotContain("\"usage\"");
    }

    @Test
    void whatIsWrongIsNamedTwice() throws Exception {
        for (String line : WRONG.lines().toList()) {
            String[] cells = line.split(" \\| ");
            HttpResponse<String> answer = complete(cells[0].replace("ASKED", ASKED));

            assertThat(answer.statusCode()).as(line).isEqualTo(400);
            JsonNode problem = tree(answer.body());
            assertThat(problem.at("/errors/0/field").asString()).as(line).isEqualTo(cells[1]);
            assertThat(problem.at("/error/param").asString()).as(line).isEqualTo(cells[1]);
            assertThat(problem.at("/error/message").asString()).as(line).startsWith(cells[1]);
        }
    }

    @Test
    void junkIsABadRequest() throws Exception {
        for (String junk : new String[] {"", "7", "[1]", "{\"messages\": ", "\u0000"}) {
            HttpResponse<String> answer = complete(junk);
            assertThat(answer.statusCode()).as(junk).isEqualTo(400);
            assertThat(tree(answer.body()).at("/error/code").asString()).isEqualTo("malformed_json");
        }
    }

    @Test
    void twoYachtsInOneRequestAreRefused() throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v1/chat/completions"))
                        .header("Content-Type", "application/json")
                        .header("X-Yacht-Id", "00000000-0000-4000-8000-000000000002")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"yacht_id\": \"" + YACHT + "\", " + ASKED + "}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(tree(answer.body()).at("/error/param").asString()).isEqualTo("X-Yacht-Id");
    }
}
