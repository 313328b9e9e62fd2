/** HTTP to a language model: one streamed answer, watched, bounded, and closed at once when nobody wants it. */
@NullMarked
package io.celesteos.streaming.provider.exchange;

import org.jspecify.annotations.NullMarked;
