/** {@code POST /api/v1/token-embeddings}: one vector a token, and what makes fewer and smaller ones of them. */
@NullMarked
package io.celesteos.embedding.tokenvector;

import org.jspecify.annotations.NullMarked;
