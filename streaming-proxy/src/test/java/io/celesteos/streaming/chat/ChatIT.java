package io.celesteos.streaming.chat;

import static io.celesteos.streaming.fake.Samples.YACHT;
import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.streaming.StreamingStack;
import io.celesteos.streaming.admission.StreamQuota;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ChatIT extends StreamingStack {

    /** A body and its refusal a line; {@code Y} is the yacht. */
    private static final String WRONG = """
            {} | yacht_id is required: a UUID
            {"yacht_id": "7", "messages": []} | yacht_id must be a UUID, e.g. 00000000-0000-4000-8000-000000000001
            {"yacht_id": "Y"} | messages is required: at least one message, the last by the user
            {"yacht_id": "Y", "messages": []} | messages is required: at least one message, the last by the user
            {"yacht_id": "Y", "messages": [null]} | messages[0] must be a message
            {"yacht_id": "Y", "messages": [{}]} | messages[0].role must be user, assistant or system
            {"yacht_id": "Y", "messages": [{"role": "tool", "parts": []}]} | messages[0].role must be user, assistant or system
            {"yacht_id": "Y", "messages": [{"role": "user"}]} | messages[0].parts is required: a list of parts, one of them a text
            {"yacht_id": "Y", "messages": [{"role": "user", "parts": []}]} | messages[0] is required: 1 to 2000 characters
            {"yacht_id": "Y", "messages": [{"role": "user", "parts": [null]}]} | messages[0].parts must be parts with a type each
            {"yacht_id": "Y", "messages": [{"role": "user", "parts": [{"type": "text"}]}]} | messages[0].parts must have a text in each part of the type text
            {"yacht_id": "Y", "messages": [{"role": "user", "parts": [{"type": "file", "url": "x"}]}]} | messages[0].parts must not hold files: send text
            {"yacht_id": "Y", "messages": [{"role": "assistant", "parts": [{"type": "tool-x"}]}]} | messages[0].parts must not hold tool calls: send text
            {"yacht_id": "Y", "messages": [{"role": "user", "content": "??"}]} | messages[0] needs at least one letter or digit
            {"yacht_id": "Y", "messages": [{"role": "assistant", "content": "hello"}]} | messages[0] must be the user's: the last message is the question
            {"yacht_id": "Y", "top_k": 0, "messages": [{"role": "user", "content": "pump"}]} | top_k must be greater than or equal to 1
            """;

    /** A body and the code of its refusal a line. */
    private static final String JUNK = """
            not json | malformed_json
            [] | malformed_json
            {"yacht_id": "Y", "messages": "hi"} | invalid_request
            {"yacht_id": "Y", "messages": [7]} | invalid_request
            {"yacht_id": "Y", "messages": [{"role": "user", "parts": [{"type": "text", "text": 7}]}]} | invalid_request
            {"yacht_id": "Y", "messages": [{"role": "user", "content": "pump \\ud800"}]} | invalid_request
            """;

    private final StreamQuota quota;

    ChatIT(@Autowired StreamQuota quota) {
        this.quota = quota;
    }

    private HttpResponse<String> chat(String body) throws Exception {
        return post("/api/v1/chat", "application/json", body);
    }

    @Test
    void aRequestByHandMayPutTheTextInContent() throws Exception {
        HttpResponse<String> answer =
                chat(json(Map.of("yacht_id", YACHT, "messages", List.of(Map.of("role", "user", "content", QUESTION)))));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache, no-transform");
        assertThat(answer.headers().firstValue("X-Accel-Buffering")).contains("no");
        assertThat(answer.body()).contains("\"text-delta\"").endsWith("data: [DONE]\n\n");
    }

    @Test
    void withoutAnAnswerThereIsNoTextAndTheRestIsThere() throws Exception {
        HttpResponse<String> answer = chat(json(Map.of(
                "yacht_id", YACHT, "llm", false, "messages", List.of(Map.of("role", "user", "content", QUESTION)))));

        assertThat(answer.body()).contains("data-results", "data-complete").doesNotContain("text-start");
    }

    private void eachIsRefused(String table, String member) throws Exception {
        for (String line : table.lines().toList()) {
            String[] cells = line.split(" \\| ");
            HttpResponse<String> answer = chat(cells[0].replace("\"Y\"", "\"" + YACHT + "\""));

            assertThat(answer.statusCode()).as(line).isEqualTo(400);
            assertThat(tree(answer.body()).get(member).asString()).as(line).isEqualTo(cells[1]);
            assertThat(answer.headers().firstValue("x-vercel-ai-ui-message-stream"))
                    .isEmpty();
        }
    }

    @Test
    void whatIsWrongIsNamed() throws Exception {
        eachIsRefused(WRONG, "detail");
    }

    @Test
    void junkIsABadRequest() throws Exception {
        eachIsRefused(JUNK, "code");
    }

    @Test
    void anotherMediaTypeIsRefused() throws Exception {
        assertThat(post("/api/v1/chat", "text/plain", "hello").statusCode()).isEqualTo(415);
    }

    @Test
    void whenAllStreamsAreInUseItIsRefusedAtOnce() throws Exception {
        List<StreamQuota.Place> all = new ArrayList<>();
        try {
            for (int i = 0; i < 400; i++) {
                all.add(quota.take(new YachtId(new UUID(7, i))));
            }
            HttpResponse<String> answer = chat(
                    json(Map.of("yacht_id", YACHT, "messages", List.of(Map.of("role", "user", "content", QUESTION)))));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        } finally {
            all.forEach(StreamQuota.Place::close);
        }
    }
}
