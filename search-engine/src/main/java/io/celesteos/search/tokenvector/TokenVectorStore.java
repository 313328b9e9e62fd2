package io.celesteos.search.tokenvector;

import io.celesteos.contracts.embedding.TokenVectorMatrix;
import io.celesteos.contracts.tenancy.YachtId;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Where the token vectors of a yacht's chunks are. Thread-safe. */
public interface TokenVectorStore {

    /**
     * A chunk whose vectors are wanted.
     *
     * @param text hash of what the caller takes the chunk's text to be: vectors remembered for another text are
     *     not given
     */
    record Wanted(UUID chunk, int text) {}

    /**
     * What is stored under the space. A chunk without vectors there is left out; an empty one stands for a chunk
     * that the model cannot read.
     *
     * @param dimensions of the space's vectors; what is not of them counts as not stored
     * @param limit longest wait
     * @throws RuntimeException when nothing could be read
     */
    Map<UUID, Optional<TokenVectorMatrix>> read(
            YachtId yacht, String space, int dimensions, Collection<Wanted> chunks, Duration limit);
}
