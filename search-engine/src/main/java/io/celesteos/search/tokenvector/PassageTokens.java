package io.celesteos.search.tokenvector;

import io.celesteos.contracts.embedding.TokenVectorMatrix;
import java.util.List;

/** Token vectors of passages in the order asked, and the space to store them under. */
public record PassageTokens(String space, List<TokenVectorMatrix> vectors) {

    public PassageTokens {
        vectors = List.copyOf(vectors);
    }
}
