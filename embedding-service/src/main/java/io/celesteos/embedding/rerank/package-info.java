/** {@code POST /api/v1/rerank}: passages scored against a query. */
@NullMarked
package io.celesteos.embedding.rerank;

import org.jspecify.annotations.NullMarked;
