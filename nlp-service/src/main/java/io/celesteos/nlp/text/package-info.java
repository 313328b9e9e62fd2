/** Text as recognisers see it: folded, in tokens, with the way back to the offsets of the original. */
@NullMarked
package io.celesteos.nlp.text;

import org.jspecify.annotations.NullMarked;
