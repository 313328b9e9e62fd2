package io.celesteos.embedding.dialect;

import java.util.List;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * What is to be embedded: a text, a list of texts, a list of token ids (one text), or a list that holds such
 * lists, texts, or both. May be empty; {@link DialectTexts} refuses that.
 */
@JsonDeserialize(using = TextsOrTokensReader.class)
public record TextsOrTokens(List<Piece> pieces) {

    public TextsOrTokens {
        pieces = List.copyOf(pieces);
    }

    /** One text, in one of its two forms. */
    public sealed interface Piece {}

    /** As people write it. */
    public record Text(String text) implements Piece {}

    /** As ids of the model's vocabulary; not yet known to be in it. */
    public record Tokens(List<Integer> ids) implements Piece {

        public Tokens {
            ids = List.copyOf(ids);
        }
    }
}
