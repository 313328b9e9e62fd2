package io.celesteos.search.vector;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.EmbeddingSpace;
import java.util.Optional;

/**
 * Moves one yacht into another space: {@link #want} says where to, whoever fills spaces fills it and switches when no
 * chunk lacks a vector, {@link #drop} clears what is no longer searched. Thread-safe.
 */
public interface SpaceMoves {

    /** The space of the fleet: that of the yachts nobody chose another one for. */
    EmbeddingSpace fleet(YachtId yacht);

    /** A space that is known and holds vectors of this model and length, the newest first. */
    Optional<EmbeddingSpace> known(YachtId yacht, String model, int dimensions);

    /**
     * The yacht is to come to this space and to stay there, whatever the fleet does.
     *
     * @return false when the name is taken by vectors of another model or length; nothing has changed then
     */
    boolean want(YachtId yacht, EmbeddingSpace space);

    /** The yacht is to come to a space that is known by this name. */
    void want(YachtId yacht, String space);

    /** The space chosen for the yacht. */
    Optional<String> wish(YachtId yacht);

    /** The yacht follows the fleet. */
    void follow(YachtId yacht);

    /** How many chunks the yacht has, and how many of them have a vector in the space. */
    Filled filled(YachtId yacht, EmbeddingSpace space);

    /**
     * Deletes some of the yacht's vectors of a space that it is neither searched in nor to come to.
     *
     * @return how many; 0 when none are left, or the space is in use
     */
    int drop(YachtId yacht, String space);

    /** Chunks with a vector, of all. */
    record Filled(long vectors, long chunks) {}
}
