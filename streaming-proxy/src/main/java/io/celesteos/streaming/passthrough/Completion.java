package io.celesteos.streaming.passthrough;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.streaming.event.Citation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer as one document.
 *
 * @param created seconds since 1970
 * @param citations not OpenAI's: what the {@code [number]}s in the text stand for
 * @param degraded not OpenAI's: what was lacking, empty when nothing
 */
record Completion(
        String id,
        String object,
        long created,
        String model,
        List<Choice> choices,
        TokenCount usage,
        List<Citation> citations,
        List<Degradation> degraded,
        @JsonProperty("request_id") String requestId) {

    Completion(Head head, String text, TokenCount usage, Ending ending) {
        this(
                head.id(),
                "chat.completion",
                head.created(),
                head.model(),
                List.of(new Choice(0, new Answer("assistant", text, null), null, ending.finishReason())),
                usage,
                ending.citations(),
                ending.degraded(),
                ending.requestId());
    }

    Completion {
        choices = List.copyOf(choices);
        citations = List.copyOf(citations);
        degraded = List.copyOf(degraded);
    }

    /** What is the same in all parts of one answer. */
    record Head(String id, long created, String model) {}

    /** What is known at the end. */
    record Ending(String finishReason, List<Citation> citations, List<Degradation> degraded, String requestId) {
        Ending {
            citations = List.copyOf(citations);
            degraded = List.copyOf(degraded);
        }
    }

    /** OpenAI's own answers have {@code logprobs} and {@code refusal}, null or not. */
    record Choice(
            int index,
            Answer message,
            @Nullable Object logprobs,
            @JsonProperty("finish_reason") String finishReason) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Answer(String role, String content, @Nullable String refusal) {}
}
