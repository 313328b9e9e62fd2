package io.celesteos.streaming.sse;

import static io.celesteos.streaming.fake.Samples.YACHT;
import static io.celesteos.streaming.fake.SseReader.names;
import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.streaming.StreamingStack;
import io.celesteos.streaming.fake.FakeModel;
import io.celesteos.streaming.fake.ModelWire;
import io.celesteos.streaming.fake.SseReader;
import io.celesteos.streaming.fake.SseReader.Frame;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** The whole service with one language model. */
class ModelStreamIT extends StreamingStack {

    private static final FakeModel MODEL = FakeModel.start();
    private static final ModelWire CHAT = ModelWire.CHAT;

    @DynamicPropertySource
    static void model(DynamicPropertyRegistry registry) {
        registry.add("streaming.llm.providers[0].name", () -> "local");
        registry.add("streaming.llm.providers[0].dialect", () -> "openai-chat");
        registry.add("streaming.llm.providers[0].base-url", () -> MODEL.url() + "/v1");
        registry.add("streaming.llm.providers[0].model", () -> "tiny");
        registry.add("streaming.llm.providers[0].input-price", () -> "1");
        registry.add("streaming.llm.providers[0].output-price", () -> "2");
        registry.add("streaming.llm.providers[0].idle-limit", () -> "60s");
        registry.add("streaming.llm.providers[0].first-token-limit", () -> "60s");
    }

    @BeforeEach
    @AfterEach
    void theModelAnswers() {
        MODEL.plays(to -> to.open()
                .send(CHAT.answer("Stop the generator", " [1", "]. Check it [2][5]."))
                .end());
    }

    @Test
    void theAnswerIsWrittenByTheModelAndAccountedFor() throws Exception {
        List<Frame> frames = stream("query", QUESTION, "yacht_id", YACHT);

        assertThat(text(frames)).isEqualTo("Stop the generator [1]. Check it [2].");
        JsonNode citations = frame(frames, "citations").data();
        assertThat(citations.get("kind").asString()).isEqualTo("generated");
        assertThat(citations.get("finish_reason").asString()).isEqualTo("stop");
        assertThat(citations.get("citations").size()).isEqualTo(2);
        assertThat(citations.at("/citations/0/quote").asString()).contains("must be stopped");
        JsonNode complete = frames.getLast().data();
        assertThat(complete.get("degraded").isEmpty()).isTrue();
        assertThat(complete.at("/usage/provider").asString()).isEqualTo("local");
        assertThat(complete.at("/usage/model").asString()).isEqualTo("tiny");
        assertThat(complete.at("/usage/input_tokens").asInt()).isEqualTo(12);
        assertThat(complete.at("/usage/output_tokens").asInt()).isEqualTo(34);
        assertThat(complete.at("/usage/cost_usd").decimalValue()).isEqualByComparingTo("0.00008");
        assertThat(complete.at("/usage/estimated").asBoolean()).isFalse();
    }

    @Test
    void theDocumentSaysWhatTheStreamSays() throws Exception {
        JsonNode document =
                tree(answer(Map.of("query", QUESTION, "yacht_id", YACHT)).body());

        assertThat(document.at("/answer/text").asString()).isEqualTo("Stop the generator [1]. Check it [2].");
        assertThat(document.at("/answer/kind").asString()).isEqualTo("generated");
        assertThat(document.at("/answer/finish_reason").asString()).isEqualTo("stop");
        assertThat(document.at("/metadata/usage/output_tokens").asInt()).isEqualTo(34);
    }

    @Test
    void anAnswerThatIsCutEndsInAnErrorAfterWhatWasWritten() throws Exception {
        MODEL.plays(to ->
                to.open().send(CHAT.opening() + CHAT.delta("Stop it [1]. Th")).cut());
        List<Frame> frames = stream("query", QUESTION, "yacht_id", YACHT);

        assertThat(text(frames)).isEqualTo("Stop it [1]. Th");
        assertThat(names(frames)).endsWith("citations", "error").doesNotContain("complete");
        assertThat(frame(frames, "citations").data().get("finish_reason").asString())
                .isEqualTo("interrupted");
        JsonNode error = frames.getLast().data();
        assertThat(error.get("code").asString()).isEqualTo("answer_interrupted");
        assertThat(error.get("retryable").asBoolean()).isTrue();
        assertThat(error.get("partial").asBoolean()).isTrue();
        assertThat(error.at("/usage/estimated").asBoolean()).isTrue();
    }

    @Test
    void aCutAnswerCostsTheDocumentNothingElse() throws Exception {
        MODEL.plays(to ->
                to.open().send(CHAT.opening() + CHAT.delta("Stop it [1]. Th")).cut());
        JsonNode document =
                tree(answer(Map.of("query", QUESTION, "yacht_id", YACHT)).body());

        assertThat(document.get("results").size()).isEqualTo(2);
        assertThat(document.at("/answer/text").asString()).isEqualTo("Stop it [1]. Th");
        assertThat(document.at("/answer/finish_reason").asString()).isEqualTo("interrupted");
        assertThat(document.at("/metadata/degraded").toString()).contains("answer_incomplete");
        assertThat(document.at("/metadata/usage/estimated").asBoolean()).isTrue();
    }

    @Test
    void aModelThatIsAwayLeavesTheQuotationAndSaysSo() throws Exception {
        MODEL.plays(to -> to.reply(503, "", "{}"));
        List<Frame> frames = stream("query", QUESTION, "yacht_id", YACHT);

        assertThat(frame(frames, "citations").data().get("kind").asString()).isEqualTo("extractive");
        assertThat(frames.getLast().event()).isEqualTo("complete");
        assertThat(frames.getLast().data().get("degraded").toString()).isEqualTo("[\"llm_unavailable\"]");
        assertThat(frames.getLast().data().has("usage")).isFalse();
    }

    @Test
    void aCallerWhoLeavesClosesTheConnectionToTheModel() throws Exception {
        MODEL.plays(to -> to.open().send(CHAT.opening() + CHAT.delta("Half")).awaitHangUp());
        try (SseReader reader = open(QUESTION)) {
            reader.until("llm_chunk");
        }
        assertThat(MODEL.hungUp().await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static String text(List<Frame> frames) {
        return frames.stream()
                .filter(frame -> frame.event().equals("llm_chunk"))
                .map(frame -> frame.data().get("content").asString())
                .collect(Collectors.joining());
    }

    private static Frame frame(List<Frame> frames, String event) {
        return frames.stream()
                .filter(frame -> frame.event().equals(event))
                .findFirst()
                .orElseThrow();
    }
}
