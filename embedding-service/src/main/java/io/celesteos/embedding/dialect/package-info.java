/**
 * What the dialects of other APIs share: inputs that may be texts or token ids, documents that may be texts or
 * objects, and the one way into reranking.
 */
@NullMarked
package io.celesteos.embedding.dialect;

import org.jspecify.annotations.NullMarked;
