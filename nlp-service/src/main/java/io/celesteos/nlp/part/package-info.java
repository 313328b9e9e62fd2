/** Part numbers, by the makers' shapes and by the yacht's inventory. */
@NullMarked
package io.celesteos.nlp.part;

import org.jspecify.annotations.NullMarked;
