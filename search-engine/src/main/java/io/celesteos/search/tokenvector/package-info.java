/** Vectors of the single tokens of queries and passages: where they come from and where they are kept. */
@NullMarked
package io.celesteos.search.tokenvector;

import org.jspecify.annotations.NullMarked;
