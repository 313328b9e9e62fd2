/**
 * A second source of vectors, for when the embedding-service is away: OpenAI or whoever speaks its protocol. Its
 * vectors are a space of their own beside the one that a yacht is searched in. Off without a key.
 */
@NullMarked
package io.celesteos.search.fallback;

import org.jspecify.annotations.NullMarked;
