/** {@code POST /v1/embeddings} as OpenAI's clients speak it, over the same pipeline. */
@NullMarked
package io.celesteos.embedding.openai;

import org.jspecify.annotations.NullMarked;
