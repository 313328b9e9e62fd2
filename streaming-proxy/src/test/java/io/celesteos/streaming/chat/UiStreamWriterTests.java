package io.celesteos.streaming.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.streaming.connection.CallerConnection;
import io.celesteos.streaming.dialect.DataFrames;
import io.celesteos.streaming.event.AnswerKind;
import io.celesteos.streaming.event.FinishReason;
import io.celesteos.streaming.event.RankedHit;
import io.celesteos.streaming.event.Stage;
import io.celesteos.streaming.event.StreamEvent;
import io.celesteos.streaming.event.Usage;
import io.celesteos.streaming.fake.Samples;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;

class UiStreamWriterTests {

    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private UiStreamWriter writer;

    @BeforeEach
    void begin() throws IOException {
        writer = new UiStreamWriter(
                DataFrames.begin(response, JsonStrictness.mapper()), "m1", CallerConnection.current());
    }

    private void tell(StreamEvent... events) throws IOException {
        for (StreamEvent event : events) {
            writer.event(1, event);
        }
    }

    private List<JsonNode> chunks() throws IOException {
        return response.getContentAsString()
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> JsonStrictness.mapper().readTree(line.substring("data: ".length())))
                .toList();
    }

    private List<String> types() throws IOException {
        return chunks().stream().map(chunk -> chunk.get("type").asString()).toList();
    }

    private static StreamEvent result(int number, int rank) {
        return new StreamEvent.Result(
                RankedHit.of(Samples.hit(number, 0.5, "Check the coolant."), rank), Stage.LEXICAL);
    }

    @Test
    void resultsThatComeTogetherLeaveTogether() throws IOException {
        tell(result(1, 1), result(2, 2));
        assertThat(types()).isEmpty();

        writer.flush();
        assertThat(types()).containsExactly("data-results");
        assertThat(chunks().getFirst().at("/data/results")).hasSize(2);

        writer.flush();
        assertThat(types()).hasSize(1);
    }

    @Test
    void theFinalOrderLeavesOutWhatDidNotMakeIt() throws IOException {
        tell(result(1, 1), result(2, 2));
        tell(new StreamEvent.Reranked(
                List.of(new StreamEvent.Reranked.Place(Samples.id(2), 0.9, 1)), true, SearchType.HYBRID));

        writer.flush();
        assertThat(types()).containsExactly("data-results", "data-rerank");
        JsonNode only = chunks().getFirst().at("/data/results");
        assertThat(only).hasSize(1);
        assertThat(only.at("/0/id").asString()).isEqualTo(Samples.id(2).toString());
        assertThat(only.at("/0/score").asDouble()).isEqualTo(0.9);
        assertThat(only.at("/0/stage").asString()).isEqualTo("final");
    }

    @Test
    void aFailureClosesWhatIsOpenAndSaysWhyBeforeTheClientStopsReading() throws IOException {
        ProblemException cut = ProblemException.of(ProblemType.UPSTREAM_UNAVAILABLE, "The answer broke off.");
        tell(
                new StreamEvent.Started("why", "r1"),
                new StreamEvent.AnswerChunk("Stop ", 1, AnswerKind.EXTRACTIVE),
                new StreamEvent.Failed(Problem.of(cut.type(), cut.detail(), cut.errors(), null, "r1"), true, cut));

        assertThat(types())
                .containsExactly(
                        "start",
                        "start-step",
                        "text-start",
                        "text-delta",
                        "text-end",
                        "data-error",
                        "error",
                        "finish-step",
                        "finish");
        assertThat(chunks().get(5).at("/data/code").asString()).isEqualTo("upstream_unavailable");
        assertThat(chunks().get(5).at("/data/partial").asBoolean()).isTrue();
        assertThat(chunks().get(6).get("errorText").asString()).isEqualTo("The answer broke off.");
        assertThat(chunks().getLast().get("finishReason").asString()).isEqualTo("error");
        assertThat(response.getContentAsString()).endsWith("data: [DONE]\n\n");
    }

    @Test
    void whatIsLackingAddsUp() throws IOException {
        tell(
                new StreamEvent.Lacking(List.of(Degradation.NLP_UNAVAILABLE)),
                new StreamEvent.Lacking(List.of(Degradation.ANSWER_UNAVAILABLE)));

        writer.flush();
        assertThat(chunks().getLast().at("/data/degraded").valueStream().map(JsonNode::asString))
                .containsExactly("nlp_unavailable", "answer_unavailable");
        assertThat(chunks().getLast().get("id").asString()).isEqualTo("degraded");
    }

    @Test
    void heartbeatsAreComments() throws IOException {
        writer.heartbeat();
        assertThat(response.getContentAsString()).isEqualTo(":\n\n");
    }

    @ParameterizedTest
    @CsvSource({"STOP, stop", "LENGTH, length", "CONTENT_FILTER, content-filter", "REFUSAL, other", "INTERRUPTED, other"
    })
    void whyAnAnswerEndsIsSaidInTheSdksWords(FinishReason reason, String word) throws IOException {
        tell(new StreamEvent.Completed(
                1, 1, Map.of(), List.of(), "r1", reason, new Usage("openai", "m", 90, 10, null, false)));

        assertThat(chunks().getLast().get("finishReason").asString()).isEqualTo(word);
        assertThat(chunks().getFirst().at("/data/usage/input_tokens").asInt()).isEqualTo(90);
    }
}
