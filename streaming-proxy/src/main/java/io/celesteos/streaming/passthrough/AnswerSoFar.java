package io.celesteos.streaming.passthrough;

import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.streaming.dialect.Conversation;
import io.celesteos.streaming.event.Citation;
import io.celesteos.streaming.event.FinishReason;
import io.celesteos.streaming.event.StreamEvent;
import io.celesteos.streaming.event.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text of one answer, and what belongs to its end. For one thread. */
final class AnswerSoFar {

    private final Conversation conversation;
    private final StringBuilder text = new StringBuilder();
    private List<Citation> citations = List.of();

    AnswerSoFar(Conversation conversation) {
        this.conversation = conversation;
    }

    void add(StreamEvent.AnswerChunk chunk) {
        text.append(chunk.content());
    }

    void add(StreamEvent.Cited cited) {
        citations = cited.citations();
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /**
     * Where no text came: what to say instead, taken as the text. A chat client has nothing else to show, and an
     * empty answer looks like a fault.
     */
    String standIn(StreamEvent.Completed completed) {
        if (completed.degraded().contains(Degradation.SEARCH_UNAVAILABLE)) {
            text.append("The documents cannot be searched now. Ask again in a moment.");
        } else if (completed.totalResults() > 0) {
            text.append("No answer could be drawn from what was found (results: ")
                    .append(completed.totalResults())
                    .append(").");
        } else {
            text.append("Nothing about this was found in the yacht's documents.");
        }
        return text.toString();
    }

    String text() {
        return text.toString();
    }

    Completion.Ending ending(StreamEvent.Completed completed) {
        return new Completion.Ending(
                finishReason(completed.finishReason()), citations, completed.degraded(), completed.requestId());
    }

    TokenCount usage(StreamEvent.Completed completed) {
        Usage usage = completed.usage();
        return usage == null ? TokenCount.estimate(conversation, text.toString()) : TokenCount.of(usage);
    }

    /** In OpenAI's words; null for a stream without an answer. */
    private static String finishReason(@Nullable FinishReason reason) {
        return switch (reason) {
            case null -> "stop";
            case STOP, REFUSAL -> "stop";
            // The text breaks off; they have no word for another reason.
            case LENGTH, INTERRUPTED -> "length";
            case CONTENT_FILTER -> "content_filter";
        };
    }
}
