/** Vectors for every stored chunk that has none, in the background. */
@NullMarked
package io.celesteos.search.backfill;

import org.jspecify.annotations.NullMarked;
