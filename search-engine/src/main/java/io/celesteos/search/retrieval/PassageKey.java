package io.celesteos.search.retrieval;

import io.celesteos.contracts.search.HitType;
import java.util.Comparator;
import java.util.UUID;

/**
 * What a passage is called within its yacht. Ordered by id as its text reads, then by type: the order that
 * breaks ties, the same for every backend.
 */
public record PassageKey(HitType type, UUID id) implements Comparable<PassageKey> {

    private static final Comparator<PassageKey> ORDER =
            Comparator.<PassageKey, String>comparing(key -> key.id.toString()).thenComparing(PassageKey::type);

    public static PassageKey chunk(UUID id) {
        return new PassageKey(HitType.DOCUMENT_CHUNK, id);
    }

    /** One term: {@code document_chunk:<uuid>}-like, unique within a yacht. */
    public String term() {
        return type.name() + ":" + id;
    }

    @Override
    public int compareTo(PassageKey other) {
        return ORDER.compare(this, other);
    }
}
