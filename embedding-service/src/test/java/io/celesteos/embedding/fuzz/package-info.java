/** Hostile requests, byte by byte. */
@NullMarked
package io.celesteos.embedding.fuzz;

import org.jspecify.annotations.NullMarked;
