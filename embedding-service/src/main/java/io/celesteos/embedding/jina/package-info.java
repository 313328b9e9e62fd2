/**
 * {@code POST /v1/rerank} as Jina's clients speak it, and those of Cohere's version 1, whose path is the same. The
 * errors need nothing of their own: {@code detail} and {@code message} are in every problem document.
 */
@NullMarked
package io.celesteos.embedding.jina;

import org.jspecify.annotations.NullMarked;
