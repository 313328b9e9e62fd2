package io.celesteos.search.backfill;

import java.util.UUID;

/**
 * A stored chunk without a vector.
 *
 * @param passage what the model reads: the document's title, the headings above the chunk, the chunk
 */
record PendingChunk(UUID id, String passage) {}
