/**
 * {@code POST /v2/rerank} as Cohere's clients speak it. Its errors need nothing of their own: {@code message}, which
 * those clients read, is in every problem document.
 */
@NullMarked
package io.celesteos.embedding.cohere;

import org.jspecify.annotations.NullMarked;
