package io.celesteos.streaming.passthrough;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.streaming.event.Citation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One piece of a streamed answer.
 *
 * @param choices one; none in the chunk that says the usage
 * @param usage only in that chunk
 * @param citations not OpenAI's, in the chunk with the finish reason: what the {@code [number]}s stand for
 * @param degraded not OpenAI's, there too: what was lacking
 * @param requestId not OpenAI's, there too
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CompletionChunk(
        String id,
        String object,
        long created,
        String model,
        List<Choice> choices,
        @Nullable TokenCount usage,
        @Nullable List<Citation> citations,
        @Nullable List<Degradation> degraded,
        @JsonProperty("request_id") @Nullable String requestId) {

    private static final String OBJECT = "chat.completion.chunk";

    /** The first: who speaks. */
    static CompletionChunk opening(Completion.Head head) {
        return of(head, new Choice(0, new Delta("assistant", ""), null));
    }

    static CompletionChunk text(Completion.Head head, String piece) {
        return of(head, new Choice(0, new Delta(null, piece), null));
    }

    static CompletionChunk finish(Completion.Head head, Completion.Ending ending) {
        return new CompletionChunk(
                head.id(),
                OBJECT,
                head.created(),
                head.model(),
                List.of(new Choice(0, new Delta(null, null), ending.finishReason())),
                null,
                ending.citations(),
                ending.degraded(),
                ending.requestId());
    }

    static CompletionChunk usage(Completion.Head head, TokenCount usage) {
        return new CompletionChunk(head.id(), OBJECT, head.created(), head.model(), List.of(), usage, null, null, null);
    }

    private static CompletionChunk of(Completion.Head head, Choice choice) {
        return new CompletionChunk(
                head.id(), OBJECT, head.created(), head.model(), List.of(choice), null, null, null, null);
    }

    /** @param finishReason null until the end, and then said so */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Choice(
            int index,
            Delta delta,
            @JsonProperty("finish_reason") @Nullable String finishReason) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Delta(@Nullable String role, @Nullable String content) {}
}
