/** Answers that may be given again: keyed by yacht, index generation and the whole request. */
@NullMarked
package io.celesteos.search.cache;

import org.jspecify.annotations.NullMarked;
