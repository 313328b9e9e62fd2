/** Judged collections, what a ranking is worth by them, and whether a difference is more than chance. */
@NullMarked
package io.celesteos.bench.judged;

import org.jspecify.annotations.NullMarked;
