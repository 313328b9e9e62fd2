/** Machines, by kind, side and number, and by the yacht's own list. */
@NullMarked
package io.celesteos.nlp.equipment;

import org.jspecify.annotations.NullMarked;
