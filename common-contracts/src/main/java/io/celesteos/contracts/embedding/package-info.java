/** Wire records of {@code /api/v1/embed}, {@code rerank}, {@code token-embeddings} and {@code models}. */
@NullMarked
package io.celesteos.contracts.embedding;

import org.jspecify.annotations.NullMarked;
