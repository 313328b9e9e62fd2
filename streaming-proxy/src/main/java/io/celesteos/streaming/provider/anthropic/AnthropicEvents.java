package io.celesteos.streaming.provider.anthropic;

import com.anthropic.core.ObjectMappers;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.celesteos.streaming.provider.exchange.EventJson;
import io.celesteos.streaming.provider.exchange.EventReader;
import io.celesteos.streaming.provider.model.Fault;
import io.celesteos.streaming.provider.model.ModelFailure;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The events of one answer, without pings. The library knows what is in them; they are read by an {@link EventReader}. */
final class AnthropicEvents {

    private static final JsonMapper JSON = EventJson.like(ObjectMappers.jsonMapper());

    private final EventReader events;

    AnthropicEvents(InputStream body) {
        this.events = new EventReader(body);
    }

    /**
     * The next event; null at the end of the body.
     *
     * @throws ModelFailure when the event says that the provider failed, or is none
     */
    @Nullable
    RawMessageStreamEvent next() throws ModelFailure, IOException {
        for (EventReader.Event event = events.next(); event != null; event = events.next()) {
            switch (event.name()) {
                case "", "ping" -> {
                    // Says that the connection is alive, and nothing else.
                }
                case "error" ->
                    throw AnthropicFailures.ofEvent(
                            tree(event).path("error").path("type").asText(""));
                default -> {
                    return parsed(event);
                }
            }
        }
        return null;
    }

    private static RawMessageStreamEvent parsed(EventReader.Event event) throws ModelFailure {
        try {
            return JSON.readValue(event.data(), RawMessageStreamEvent.class);
        } catch (IOException unreadable) {
            throw garbled(unreadable);
        }
    }

    private static JsonNode tree(EventReader.Event event) throws ModelFailure {
        try {
            return JSON.readTree(event.data());
        } catch (IOException unreadable) {
            throw garbled(unreadable);
        }
    }

    private static ModelFailure garbled(IOException unreadable) {
        return new ModelFailure(Fault.GARBLED, "no event of this dialect", null, unreadable);
    }
}
