package io.celesteos.search.tokenvector;

import java.util.List;

/** Texts to token vectors. Thread-safe. Every method throws {@link TokenVectorsUnavailableException}. */
public interface TokenEncoder {

    /** All tokens of a query, as they are. */
    QueryTokens query(String text);

    /** @param texts 1 to 100 passages; their vectors are compressed as they are to be stored */
    PassageTokens passages(List<String> texts);

    /** The space that {@link #passages} would answer in now. */
    String space();
}
