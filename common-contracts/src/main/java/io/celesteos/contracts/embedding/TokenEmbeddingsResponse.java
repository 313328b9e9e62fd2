package io.celesteos.contracts.embedding;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Answer of {@code POST /api/v1/token-embeddings}.
 *
 * @param embeddings one a text, in the order asked
 * @param space what the vectors are comparable within: model, revision of its weights and projection. Store it
 *     with them; vectors of another space are to be made anew
 * @param dimensions of every row
 * @param tokens fed to the model, all texts together
 * @param truncated indexes of the texts that were cut
 */
public record TokenEmbeddingsResponse(
        List<TokenEmbedding> embeddings,
        String model,
        String space,
        int dimensions,
        TokenEncoding encoding,
        @JsonProperty("latency_ms") long latencyMs,
        int tokens,
        List<Integer> truncated) {

    /**
     * @param rows number of vectors, 1 or more
     * @param vectors Base64 of the rows, packed as {@link TokenEncoding} says
     */
    public record TokenEmbedding(int rows, String vectors) {}

    /** The rows of text {@code index}, to be stored or compared. */
    public TokenVectorMatrix matrix(int index) {
        return TokenVectorMatrix.read(embeddings.get(index).vectors(), encoding, dimensions);
    }
}
