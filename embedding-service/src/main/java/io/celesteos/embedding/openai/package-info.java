/** {@code /v1/embeddings} and {@code /v1/models} as OpenAI's clients speak them, over the same pipeline. */
@NullMarked
package io.celesteos.embedding.openai;

import org.jspecify.annotations.NullMarked;
