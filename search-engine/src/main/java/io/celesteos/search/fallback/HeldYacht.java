package io.celesteos.search.fallback;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A yacht's vectors in memory, as of {@code edition}.
 *
 * @param there false where there was no room for them, or no database to read them from
 * @param lookedAt when the edition was last compared with the database, in nanoseconds
 */
record HeldYacht(PackedVectors vectors, boolean there, String edition, AtomicLong lookedAt) {

    /** Of no vectors at all: the next look finds another. */
    static final String NO_EDITION = "";
}
