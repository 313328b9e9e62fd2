package io.celesteos.embedding.dialect;

import java.util.List;
import tools.jackson.databind.annotation.JsonDeserialize;

/** A document to be ranked: in JSON a text, or an object whose {@code text} it is. */
@JsonDeserialize(using = PassageReader.class)
public record Passage(String text) {

    /** What an error says is allowed. */
    public static final String FORMS = "must be a text or an object with a text";

    public static List<String> texts(List<Passage> passages) {
        return passages.stream().map(Passage::text).toList();
    }
}
