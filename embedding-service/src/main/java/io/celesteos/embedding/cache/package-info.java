/** Vectors computed before: in process, and in Redis where there is one. */
@NullMarked
package io.celesteos.embedding.cache;

import org.jspecify.annotations.NullMarked;
