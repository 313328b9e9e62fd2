package io.celesteos.streaming.chat;

import static io.celesteos.streaming.fake.Samples.YACHT;
import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.streaming.StreamingStack;
import io.celesteos.streaming.fake.FakeService.Reply;
import io.celesteos.streaming.fake.Samples;
import io.celesteos.testbed.clients.NodeClients;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The Vercel AI SDK, as published and unchanged, against this service. */
class ChatClientIT extends StreamingStack {

    private static NodeClients clients;

    @BeforeAll
    static void install() {
        clients = NodeClients.install();
    }

    private JsonNode seen(String scenario) {
        return tree(clients.run("chat.mjs", "http://localhost:" + port, YACHT, scenario));
    }

    private static List<String> types(JsonNode parts) {
        return parts.valueStream().map(part -> part.get("type").asString()).toList();
    }

    private static JsonNode part(JsonNode message, String type) {
        return StreamSupport.stream(message.get("parts").spliterator(), false)
                .filter(part -> part.get("type").asString().equals(type))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type + " in " + message));
    }

    @Test
    void everyChunkPassesTheSdksSchemaAndMakesOneMessage() {
        JsonNode seen = seen("stream");

        JsonNode wire = seen.at("/wire/0");
        assertThat(wire.get("status").asInt()).isEqualTo(200);
        assertThat(wire.get("type").asString()).startsWith("text/event-stream");
        assertThat(wire.get("version").asString()).isEqualTo("v1");

        List<String> chunks = types(seen.get("chunks"));
        assertThat(chunks).startsWith("start", "start-step").endsWith("data-complete", "finish-step", "finish");
        assertThat(chunks)
                .containsOnlyOnce("text-start", "text-end")
                .containsSubsequence("data-results", "data-rerank", "text-start", "text-delta", "text-end")
                .containsSubsequence("text-end", "source-document", "finish");

        JsonNode message = seen.get("message");
        assertThat(message.get("role").asString()).isEqualTo("assistant");
        assertThat(message.get("id").asString()).isNotBlank();
        assertThat(message.at("/metadata/request_id").asString()).isNotBlank();
        assertThat(types(message.get("parts")))
                .containsOnlyOnce("data-results", "data-entities", "data-rerank", "data-complete", "text");

        JsonNode text = part(message, "text");
        assertThat(text.get("state").asString()).isEqualTo("done");
        assertThat(text.get("text").asString()).contains("overheating").contains("[1]");
        assertThat(text.at("/providerMetadata/celeste/kind").asString()).isEqualTo("extractive");
        JsonNode source = part(message, "source-document");
        assertThat(source.get("sourceId").asString()).isEqualTo("1");
        assertThat(source.get("title").asString()).startsWith("Manual ");
        assertThat(source.at("/providerMetadata/celeste/quote").asString()).isNotBlank();
    }

    @Test
    void theLastResultsAreTheFinalOrderWithoutTheContent() {
        JsonNode message = seen("stream").get("message");

        JsonNode results = part(message, "data-results").at("/data/results");
        assertThat(results.valueStream().map(each -> each.get("id").asString()))
                .containsExactly(Samples.id(3).toString(), Samples.id(1).toString());
        assertThat(results.valueStream().map(each -> each.get("rank").asInt())).containsExactly(1, 2);
        assertThat(results.at("/0/stage").asString()).isEqualTo("final");
        assertThat(results.at("/0/score").asDouble()).isEqualTo(0.95);
        assertThat(results.at("/0/snippet").asString()).contains("generator");
        assertThat(results.get(0).has("content")).isFalse();
        assertThat(part(message, "data-rerank").at("/data/reranked").asBoolean())
                .isTrue();
        assertThat(part(message, "data-entities").at("/data/intent/primary").asString())
                .isEqualTo("diagnose_fault");
        assertThat(part(message, "data-complete").at("/data/total_results").asInt())
                .isEqualTo(2);
    }

    @Test
    void aConversationGoesOnAndAnAnswerCanBeAskedForAgain() {
        JsonNode seen = seen("converse");

        assertThat(seen.get("status").asString()).isEqualTo("ready");
        assertThat(seen.get("before").asInt()).isEqualTo(4);
        assertThat(seen.get("messages")).hasSize(4);
        assertThat(seen.get("messages")
                        .valueStream()
                        .map(each -> each.get("role").asString()))
                .containsExactly("user", "assistant", "user", "assistant");
        assertThat(seen.get("wire"))
                .hasSize(3)
                .allSatisfy(call -> assertThat(call.get("status").asInt()).isEqualTo(200));
        // The earlier answer went back with all its parts, and was read over but for its text.
        assertThat(types(seen.at("/wire/1/asked/messages/1/parts"))).contains("data-results", "source-document");
        assertThat(seen.at("/wire/2/asked/trigger").asString()).isEqualTo("regenerate-message");
        assertThat(seen.at("/finished/0/finishReason").asString()).isEqualTo("stop");
    }

    @Test
    void aFailureIsRaisedWithItsMessageAndTheProblemIsInThePartBefore() {
        SEARCH.answer(refusing(404, "unknown_yacht"));
        NLP.answer(call -> Reply.ok(Samples.nothingUnderstood()));
        JsonNode seen = seen("fail");

        assertThat(seen.get("status").asString()).isEqualTo("error");
        assertThat(seen.get("error").asString()).isEqualTo("The fake refused it.");
        assertThat(seen.at("/finished/0/isError").asBoolean()).isTrue();
        JsonNode problem = part(seen.at("/messages/1"), "data-error").get("data");
        assertThat(problem.get("code").asString()).isEqualTo("unknown_yacht");
        assertThat(problem.get("partial").asBoolean()).isFalse();
    }

    @Test
    void whatIsLackingIsSaidOnceWithAllThatIsLackingSoFar() {
        NLP.answer(refusing(500, "internal_error"));
        searchAnswers(call -> Reply.ok(Samples.firstHits()), refusing(500, "internal_error"));
        JsonNode message = seen("stream").get("message");

        assertThat(part(message, "data-degraded")
                        .at("/data/degraded")
                        .valueStream()
                        .map(JsonNode::asString))
                .containsExactlyInAnyOrder("nlp_unavailable", "vector_search_unavailable", "rerank_unavailable");
        assertThat(types(message.get("parts"))).containsOnlyOnce("data-degraded");
    }

    @Test
    void stoppingEndsTheCallsBehind() throws Exception {
        CompletableFuture<Boolean> hungUp = new CompletableFuture<>();
        searchAnswers(call -> Reply.ok(Samples.firstHits()), call -> {
            call.awaitHangUp();
            hungUp.complete(true);
            throw new IllegalStateException("nobody is there to answer");
        });
        JsonNode seen = seen("leave");

        assertThat(seen.get("status").asString()).isEqualTo("ready");
        assertThat(seen.at("/finished/0/isAbort").asBoolean()).isTrue();
        assertThat(types(seen.at("/messages/1/parts"))).startsWith("step-start");
        assertThat(hungUp.get(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anImageIsRefusedInWordsThatTheClientShows() {
        JsonNode seen = seen("refused");

        assertThat(seen.at("/wire/0/status").asInt()).isEqualTo(400);
        assertThat(tree(seen.get("error").asString()).get("detail").asString())
                .isEqualTo("messages[0].parts must not hold files: send text");
    }
}
