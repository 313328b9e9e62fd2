package io.celesteos.streaming.passthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.streaming.connection.CallerConnection;
import io.celesteos.streaming.dialect.Conversation;
import io.celesteos.streaming.event.AnswerKind;
import io.celesteos.streaming.event.FinishReason;
import io.celesteos.streaming.event.StreamEvent;
import io.celesteos.streaming.event.Usage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

class CompletionStreamWriterTests {

    private static final ProblemException CUT =
            ProblemException.of(ProblemType.UPSTREAM_UNAVAILABLE, "The answer broke off.");
    private static final StreamEvent FAILED =
            new StreamEvent.Failed(Problem.of(CUT.type(), CUT.detail(), CUT.errors(), null, "r1"), true, CUT);

    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final CompletionStreamWriter writer = new CompletionStreamWriter(
            response,
            JsonStrictness.mapper(),
            new Completion.Head("chatcmpl-1", 1, "celeste"),
            true,
            new AnswerSoFar(new Conversation("why", List.of())),
            CallerConnection.current());

    @Test
    void aFailureAfterTheFirstPieceIsAnErrorInTheStream() throws IOException {
        writer.event(1, new StreamEvent.Started("why", "r1"));
        writer.event(2, new StreamEvent.AnswerChunk("Stop ", 1, AnswerKind.EXTRACTIVE));
        writer.event(3, FAILED);

        assertThat(response.getContentAsString().lines().filter(line -> !line.isEmpty()))
                .hasSize(3)
                .last()
                .isEqualTo("data: {\"error\":{\"message\":\"The answer broke off.\",\"type\":\"server_error\","
                        + "\"param\":null,\"code\":\"upstream_unavailable\"}}");
    }

    @Test
    void aFailureBeforeItIsTheAnswersStatus() throws IOException {
        writer.event(1, new StreamEvent.Started("why", "r1"));
        writer.heartbeat();

        assertThatThrownBy(() -> writer.event(2, FAILED)).isSameAs(CUT);
        assertThat(response.isCommitted()).isFalse();
        assertThat(response.getContentType()).isNull();
        assertThat(response.getContentAsByteArray()).isEmpty();
    }

    @Test
    void heartbeatsAreCommentsOnceTheAnswerHasBegun() throws IOException {
        writer.event(1, new StreamEvent.AnswerChunk("Stop ", 1, AnswerKind.EXTRACTIVE));
        writer.heartbeat();

        assertThat(response.getContentAsString()).endsWith("\n\n:\n\n");
    }

    @Test
    void theUsageOfNoModelIsGuessedFromTheLengthOfTheTexts() throws IOException {
        writer.event(1, new StreamEvent.AnswerChunk("12345", 1, AnswerKind.EXTRACTIVE));
        writer.event(2, new StreamEvent.Completed(1, 1, Map.of(), List.of(), "r1"));

        assertThat(response.getContentAsString())
                .contains("\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2,\"total_tokens\":3,"
                        + "\"estimated\":true}")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void aModelsOwnCountIsToldAndWhyItStopped() throws IOException {
        writer.event(1, new StreamEvent.AnswerChunk("Stop", 1, AnswerKind.GENERATED));
        writer.event(
                2,
                new StreamEvent.Completed(
                        1,
                        1,
                        Map.of(),
                        List.of(),
                        "r1",
                        FinishReason.LENGTH,
                        new Usage("openai", "m", 90, 10, null, false)));

        assertThat(response.getContentAsString())
                .contains("\"finish_reason\":\"length\"")
                .contains("\"usage\":{\"prompt_tokens\":90,\"completion_tokens\":10,\"total_tokens\":100,"
                        + "\"estimated\":false}");
    }
}
