/** Dates, absolute and relative, in the yacht's time zone. */
@NullMarked
package io.celesteos.nlp.temporal;

import org.jspecify.annotations.NullMarked;
