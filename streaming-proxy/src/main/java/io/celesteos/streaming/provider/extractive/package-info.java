/** An answer without a language model: the best sentences of the best passages, quoted. */
@NullMarked
package io.celesteos.streaming.provider.extractive;

import org.jspecify.annotations.NullMarked;
