/** The port for re-scoring the head of the fused order. */
@NullMarked
package io.celesteos.search.rerank;

import org.jspecify.annotations.NullMarked;
