/** The endpoint, and the pipeline from a text to its answer. */
@NullMarked
package io.celesteos.nlp.extract;

import org.jspecify.annotations.NullMarked;
