package io.celesteos.streaming.passthrough;

import static io.celesteos.streaming.fake.Samples.YACHT;
import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.streaming.StreamingStack;
import io.celesteos.streaming.fake.FakeService.Reply;
import io.celesteos.streaming.fake.Samples;
import io.celesteos.testbed.clients.NodeClients;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** OpenAI's client, as published and unchanged, against this service. */
class CompletionClientIT extends StreamingStack {

    private static NodeClients clients;

    @BeforeAll
    static void install() {
        clients = NodeClients.install();
    }

    private JsonNode seen(String scenario) {
        return tree(clients.run("openai.mjs", "http://localhost:" + port, YACHT, scenario));
    }

    @Test
    void theAnswerIsTheSameWholeAndStreamed() {
        JsonNode seen = seen("answer");

        JsonNode whole = seen.get("whole");
        assertThat(whole.get("object").asString()).isEqualTo("chat.completion");
        assertThat(whole.get("id").asString()).startsWith("chatcmpl-");
        assertThat(whole.get("created").asLong()).isGreaterThan(1_700_000_000L);
        assertThat(whole.get("model").asString()).isEqualTo("gpt-of-the-day");
        String text = whole.at("/choices/0/message/content").asString();
        assertThat(text).contains("overheating").contains("[1]");
        assertThat(whole.at("/choices/0/message/role").asString()).isEqualTo("assistant");
        assertThat(whole.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
        assertThat(whole.at("/citations/0/number").asInt()).isEqualTo(1);
        assertThat(whole.at("/citations/0/title").asString()).startsWith("Manual ");
        assertThat(whole.at("/usage/prompt_tokens").asInt()).isPositive();
        assertThat(whole.at("/usage/total_tokens").asInt())
                .isEqualTo(whole.at("/usage/prompt_tokens").asInt()
                        + whole.at("/usage/completion_tokens").asInt());
        assertThat(whole.at("/usage/estimated").asBoolean()).isTrue();
        assertThat(whole.get("degraded")).isEmpty();

        JsonNode chunks = seen.get("chunks");
        assertThat(chunks.at("/0/object").asString()).isEqualTo("chat.completion.chunk");
        assertThat(chunks.at("/0/choices/0/delta/role").asString()).isEqualTo("assistant");
        assertThat(chunks.valueStream()
                        .map(chunk -> chunk.at("/choices/0/delta/content").asString(""))
                        .collect(Collectors.joining()))
                .isEqualTo(text);
        assertThat(chunks.valueStream().map(chunk -> chunk.get("id").asString()).distinct())
                .hasSize(1);
        JsonNode finish = chunks.get(chunks.size() - 2);
        assertThat(finish.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
        assertThat(finish.get("citations")).isEqualTo(whole.get("citations"));
        JsonNode usage = chunks.get(chunks.size() - 1);
        assertThat(usage.get("choices")).isEmpty();
        assertThat(usage.get("usage")).isEqualTo(whole.get("usage"));

        assertThat(seen.at("/final/choices/0/message/content").asString()).isEqualTo(text);
    }

    @Test
    void theClientTellsItsUserWhatIsWrong() {
        JsonNode seen = seen("refusals");

        assertThat(seen).hasSize(6).allSatisfy(refusal -> {
            assertThat(refusal.get("name").asString()).isEqualTo("BadRequestError");
            assertThat(refusal.get("type").asString()).isEqualTo("invalid_request_error");
            assertThat(refusal.get("requestID").asString()).isNotBlank();
        });
        assertThat(seen.at("/empty/param").asString()).isEqualTo("messages");
        assertThat(seen.at("/image/param").asString()).isEqualTo("messages[0].content");
        assertThat(seen.at("/image/message").asString()).contains("no images");
        assertThat(seen.at("/tool/param").asString()).isEqualTo("messages[4].role");
        assertThat(seen.at("/long/code").asString()).isEqualTo("query_too_long");
        assertThat(seen.at("/several/param").asString()).isEqualTo("n");
        assertThat(seen.at("/streamed/param").asString()).isEqualTo("messages[0]");
    }

    @Test
    void whatFailsBeforeTheFirstPieceHasItsStatusStreamedToo() {
        SEARCH.answer(refusing(404, "unknown_yacht"));
        NLP.answer(call -> Reply.ok(Samples.nothingUnderstood()));
        JsonNode seen = seen("fail");

        assertThat(seen).hasSize(2).allSatisfy(failure -> {
            assertThat(failure.get("name").asString()).isEqualTo("NotFoundError");
            assertThat(failure.get("code").asString()).isEqualTo("unknown_yacht");
        });
    }

    @Test
    void leavingEndsTheCallsBehind() throws Exception {
        CompletableFuture<Boolean> hungUp = new CompletableFuture<>();
        searchAnswers(call -> Reply.ok(Samples.firstHits()), call -> {
            call.awaitHangUp();
            hungUp.complete(true);
            throw new IllegalStateException("nobody is there to answer");
        });

        assertThat(seen("leave").get("name").asString()).isEqualTo("APIUserAbortError");
        assertThat(hungUp.get(5, TimeUnit.SECONDS)).isTrue();
    }
}
