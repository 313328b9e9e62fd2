package io.celesteos.streaming.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.core.ObjectMappers;
import com.openai.core.http.HttpResponseFor;
import com.openai.errors.OpenAIException;
import io.celesteos.streaming.event.FinishReason;
import io.celesteos.streaming.provider.exchange.BrokenStreams;
import io.celesteos.streaming.provider.exchange.EventJson;
import io.celesteos.streaming.provider.exchange.EventReader;
import io.celesteos.streaming.provider.exchange.EventReader.Event;
import io.celesteos.streaming.provider.model.Fault;
import io.celesteos.streaming.provider.model.ModelFailure;
import io.celesteos.streaming.provider.model.StreamWatch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream of either dialect to its end. The library makes the request and knows what is in an event; the events are
 * read here, see {@link EventReader}.
 */
final class OpenAiStream {

    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private static final JsonMapper JSON = EventJson.like(ObjectMappers.jsonMapper());

    /** What one event means; keeps what it needs from one to the next. */
    interface Reading<T> {
        /**
         * @return why the model stopped, once an event has said so; it is asked for what follows as well
         */
        @Nullable
        FinishReason read(T event) throws ModelFailure, InterruptedException;
    }

    private OpenAiStream() {}

    static <T> FinishReason read(
            StreamWatch watch, Supplier<? extends HttpResponseFor<?>> opening, Class<T> type, Reading<T> reading)
            throws ModelFailure, InterruptedException {
        FinishReason finish = null;
        // The body alone: with the response the whole request would be kept until the end.
        try (InputStream body = watch.over(() -> opening.get().body())) {
            EventReader events = new EventReader(body);
            for (Event event = events.next(); event != null && !done(event); event = events.next()) {
                FinishReason said = reading.read(parsed(event, type));
                if (said != null) {
                    finish = said;
                    watch.stopped();
                }
            }
        } catch (OpenAIException | IOException thrown) {
            ModelFailure failure = thrown instanceof OpenAIException known
                    ? OpenAiFailures.of(known)
                    : BrokenStreams.failureOf(thrown, Fault.CUT);
            if (finish == null) {
                throw failure;
            }
            // The answer is whole; what was lost is the usage at most, and that is estimated then.
        }
        if (finish == null) {
            throw new ModelFailure(Fault.CUT, "no end marker");
        }
        return finish;
    }

    private static boolean done(Event event) {
        return Arrays.equals(event.data(), 0, Math.min(DONE.length, event.data().length), DONE, 0, DONE.length);
    }

    private static <T> T parsed(Event event, Class<T> type) throws ModelFailure {
        try {
            JsonNode tree = JSON.readTree(event.data());
            JsonNode error = tree.path("error");
            if (error.isObject() || error.isTextual()) {
                throw OpenAiFailures.ofEvent(
                        error.path("code").asText(""), error.path("type").asText(""));
            }
            return JSON.readerFor(type).readValue(tree);
        } catch (IOException unreadable) {
            throw new ModelFailure(Fault.GARBLED, "no event of this dialect", null, unreadable);
        }
    }
}
