/** {@code POST /api/v1/embed}: the recipe from texts to vectors, shared by every dialect. */
@NullMarked
package io.celesteos.embedding.embed;

import org.jspecify.annotations.NullMarked;
