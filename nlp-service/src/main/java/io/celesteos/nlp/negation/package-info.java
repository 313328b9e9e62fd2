/** What a text denies. */
@NullMarked
package io.celesteos.nlp.negation;

import org.jspecify.annotations.NullMarked;
