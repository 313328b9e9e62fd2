/** Text to token ids, cut at the model's limit. */
@NullMarked
package io.celesteos.embedding.tokenize;

import org.jspecify.annotations.NullMarked;
