package io.celesteos.embedding.tokenize;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * How many tokens a {@code tokenizer.json} knows, which its runtime does not tell. Read as a stream: a
 * multilingual one has 17 MB.
 */
final class VocabularySize {

    private VocabularySize() {}

    /**
     * One more than the largest id of {@code model.vocab} and {@code added_tokens}; 0 when there are none.
     *
     * @throws UncheckedIOException when the file cannot be read
     */
    static int of(Path tokenizerJson) {
        int size = 0;
        try (InputStream content = Files.newInputStream(tokenizerJson);
                JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), content)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String section = json.currentName();
                json.nextToken();
                size = Math.max(
                        size,
                        switch (section) {
                            case "added_tokens" -> addedTokens(json);
                            case "model" -> model(json);
                            default -> skipped(json);
                        });
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + tokenizerJson.getFileName(), unreadable);
        }
        return size;
    }

    private static int addedTokens(JsonParser json) {
        int size = 0;
        while (json.nextToken() == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean id = "id".equals(json.currentName());
                json.nextToken();
                size = id ? Math.max(size, json.getIntValue() + 1) : size;
                json.skipChildren();
            }
        }
        return size;
    }

    private static int model(JsonParser json) {
        int size = 0;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean vocabulary = "vocab".equals(json.currentName());
            JsonToken value = json.nextToken();
            if (vocabulary && value == JsonToken.START_OBJECT) {
                size = byToken(json);
            } else if (vocabulary && value == JsonToken.START_ARRAY) {
                size = byPosition(json);
            } else {
                json.skipChildren();
            }
        }
        return size;
    }

    /** WordPiece, BPE: token to id. */
    private static int byToken(JsonParser json) {
        int size = 0;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            json.nextToken();
            size = Math.max(size, json.getIntValue() + 1);
        }
        return size;
    }

    /** Unigram: a list of token and score, whose position is the id. */
    private static int byPosition(JsonParser json) {
        int size = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            json.skipChildren();
            size++;
        }
        return size;
    }

    private static int skipped(JsonParser json) {
        json.skipChildren();
        return 0;
    }
}
