package io.celesteos.embedding.dialect;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Reads a {@link Passage}; what else the object holds is skipped. */
final class PassageReader extends ValueDeserializer<Passage> {

    @Override
    public Passage deserialize(JsonParser json, DeserializationContext context) {
        return new Passage(
                switch (json.currentToken()) {
                    case VALUE_STRING -> json.getString();
                    case START_OBJECT -> text(json);
                    default -> throw WireFields.refused(json, Passage.FORMS);
                });
    }

    private static String text(JsonParser json) {
        String text = null;
        for (JsonToken token = json.nextToken(); token != JsonToken.END_OBJECT; token = json.nextToken()) {
            boolean wanted = "text".equals(json.currentName());
            if (json.nextToken() == JsonToken.VALUE_STRING && wanted) {
                text = json.getString();
            } else if (wanted) {
                throw WireFields.refused(json, "must be a string");
            } else {
                json.skipChildren();
            }
        }
        return found(json, text);
    }

    private static String found(JsonParser json, @Nullable String text) {
        if (text == null) {
            throw WireFields.refused(json, Passage.FORMS);
        }
        return text;
    }
}
