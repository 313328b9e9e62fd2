/** Identifiers of a vessel, confirmed by their own redundancy. */
@NullMarked
package io.celesteos.nlp.identifier;

import org.jspecify.annotations.NullMarked;
