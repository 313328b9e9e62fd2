/** Trains and evaluates the tagger's models: {@code ./celeste nlp train}. Nothing here runs in the service. */
@NullMarked
package io.celesteos.nlp.tagger.training;

import org.jspecify.annotations.NullMarked;
