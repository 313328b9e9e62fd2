/** Re-scores the head of the fused order jointly with the query, and blends both. */
@NullMarked
package io.celesteos.search.rerank;

import org.jspecify.annotations.NullMarked;
