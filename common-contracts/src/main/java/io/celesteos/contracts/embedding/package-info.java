/** Wire records of {@code /api/v1/embed}, {@code /api/v1/rerank} and {@code /api/v1/models}. */
@NullMarked
package io.celesteos.contracts.embedding;

import org.jspecify.annotations.NullMarked;
