/** {@code /embed}, {@code /rerank} and {@code /info} as clients of text-embeddings-inference speak them. */
@NullMarked
package io.celesteos.embedding.tei;

import org.jspecify.annotations.NullMarked;
