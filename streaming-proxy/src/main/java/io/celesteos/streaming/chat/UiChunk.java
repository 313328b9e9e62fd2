package io.celesteos.streaming.chat;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.streaming.event.AnswerKind;
import io.celesteos.streaming.event.Citation;
import io.celesteos.streaming.event.FinishReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One chunk of a UI message stream, as {@code uiMessageChunkSchema} of the package {@code ai} 6.0 wants it: a client
 * refuses the whole stream for one field of a wrong type. What is our own is in the chunks whose type begins with
 * {@code data-} and under {@code celeste} in a {@code providerMetadata}.
 */
sealed interface UiChunk {

    /** Chunks that say all with their type. */
    record Mark(String type) implements UiChunk {
        static final Mark START_STEP = new Mark("start-step");
        static final Mark FINISH_STEP = new Mark("finish-step");
    }

    /** @param messageId of the answer, one of its own for each */
    record Start(String type, String messageId, Metadata messageMetadata) implements UiChunk {
        Start(String messageId, String requestId) {
            this("start", messageId, new Metadata(requestId));
        }
    }

    /** What the client finds as {@code message.metadata}. */
    record Metadata(@JsonProperty("request_id") String requestId) {}

    record TextStart(String type, String id, Ours<TextKind> providerMetadata) implements UiChunk {
        TextStart(String id, AnswerKind kind) {
            this("text-start", id, new Ours<>(new TextKind(kind)));
        }
    }

    record TextDelta(String type, String id, String delta) implements UiChunk {
        TextDelta(String id, String delta) {
            this("text-delta", id, delta);
        }
    }

    record TextEnd(String type, String id) implements UiChunk {
        TextEnd(String id) {
            this("text-end", id);
        }
    }

    /** A citation; {@code sourceId} is the number that stands in brackets in the text. */
    record Source(String type, String sourceId, String mediaType, String title, Ours<Citation> providerMetadata)
            implements UiChunk {
        Source(Citation citation) {
            this(
                    "source-document",
                    Integer.toString(citation.number()),
                    "text/plain",
                    citation.title(),
                    new Ours<>(citation));
        }
    }

    /**
     * One of our own.
     *
     * @param id the same for all of one type: the client puts the later in the place of the earlier
     */
    record Data(String type, String id, Object data) implements UiChunk {
        Data(String name, Object data) {
            this("data-" + name, name, data);
        }
    }

    record Failure(String type, String errorText) implements UiChunk {
        Failure(String errorText) {
            this("error", errorText);
        }
    }

    record Finish(String type, String finishReason) implements UiChunk {
        Finish(String finishReason) {
            this("finish", finishReason);
        }

        /** In the SDK's words; null for a stream without an answer. */
        static String reason(@Nullable FinishReason reason) {
            return switch (reason) {
                case null -> "stop";
                case STOP -> "stop";
                case LENGTH -> "length";
                case CONTENT_FILTER -> "content-filter";
                case REFUSAL, INTERRUPTED -> "other";
            };
        }
    }

    /** Provider metadata is by provider. */
    record Ours<T>(T celeste) {}

    /** @param kind how the answer came about */
    record TextKind(AnswerKind kind) {}

    /** Data of {@code data-results}: all that stand now, in their order. */
    record Results(List<UiResult> results) {
        public Results {
            results = List.copyOf(results);
        }
    }

    /** Data of {@code data-degraded}: all that is lacking so far. */
    record Lacks(List<Degradation> degraded) {
        public Lacks {
            degraded = List.copyOf(degraded);
        }
    }
}
