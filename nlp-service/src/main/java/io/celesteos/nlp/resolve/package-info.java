/** One reading for each place of the text. */
@NullMarked
package io.celesteos.nlp.resolve;

import org.jspecify.annotations.NullMarked;
