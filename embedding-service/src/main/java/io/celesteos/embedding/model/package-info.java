/** Which models there are, where their files come from, and whether they are ready. */
@NullMarked
package io.celesteos.embedding.model;

import org.jspecify.annotations.NullMarked;
