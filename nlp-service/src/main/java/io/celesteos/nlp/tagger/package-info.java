/**
 * The learned tagger: spans of a text with a class and a probability, by a model that this project trains itself
 * ({@link io.celesteos.nlp.tagger.training}). One text goes through it as {@code TaggerWords} (cut), {@code TextEncoder}
 * (features of words and spans), {@code SpanScores} (what each span scores as each class) and {@code SpanLattice}
 * (probabilities over all ways to cut the text into spans).
 */
@NullMarked
package io.celesteos.nlp.tagger;

import org.jspecify.annotations.NullMarked;
