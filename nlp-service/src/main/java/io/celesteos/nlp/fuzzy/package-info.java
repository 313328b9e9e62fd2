/** Typos mended, on words only and within a bound. */
@NullMarked
package io.celesteos.nlp.fuzzy;

import org.jspecify.annotations.NullMarked;
