package io.celesteos.embedding.dialect;

import io.celesteos.embedding.dialect.TextsOrTokens.Piece;
import io.celesteos.embedding.dialect.TextsOrTokens.Text;
import io.celesteos.embedding.dialect.TextsOrTokens.Tokens;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Reads {@link TextsOrTokens}; says at which position the JSON is none. */
final class TextsOrTokensReader extends ValueDeserializer<TextsOrTokens> {

    private static final String FORMS = "must be a text, a list of texts, a list of token ids or a list of such lists";

    @Override
    public TextsOrTokens deserialize(JsonParser json, DeserializationContext context) {
        return new TextsOrTokens(
                switch (json.currentToken()) {
                    case VALUE_STRING -> List.of(new Text(json.getString()));
                    case START_ARRAY -> list(json);
                    default -> throw WireFields.refused(json, FORMS);
                });
    }

    private static List<Piece> list(JsonParser json) {
        if (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
            return List.of(ids(json));
        }
        List<Piece> pieces = new ArrayList<>();
        for (; json.currentToken() != JsonToken.END_ARRAY; json.nextToken()) {
            pieces.add(
                    switch (json.currentToken()) {
                        case VALUE_STRING -> new Text(json.getString());
                        case START_ARRAY -> {
                            json.nextToken();
                            yield ids(json);
                        }
                        default -> throw WireFields.refused(json, "must be a text or a list of token ids");
                    });
        }
        return pieces;
    }

    /** From the first element on, to the end of the list. */
    private static Tokens ids(JsonParser json) {
        List<Integer> ids = new ArrayList<>();
        for (; json.currentToken() != JsonToken.END_ARRAY; json.nextToken()) {
            boolean fits = json.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && json.getNumberType() == JsonParser.NumberType.INT;
            if (!fits) {
                throw WireFields.refused(json, "must be a token id: a whole number of the model's vocabulary");
            }
            ids.add(json.getIntValue());
        }
        return new Tokens(ids);
    }
}
