/** Makers, models, symptoms and actions. */
@NullMarked
package io.celesteos.nlp.vocabulary;

import org.jspecify.annotations.NullMarked;
