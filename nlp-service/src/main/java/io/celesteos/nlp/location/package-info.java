/** Places on board, and the zones of the yacht's general arrangement. */
@NullMarked
package io.celesteos.nlp.location;

import org.jspecify.annotations.NullMarked;
