package io.celesteos.nlp.tagger;

import io.celesteos.nlp.text.Span;

/**
 * A word as the tagger reads it.
 *
 * @param span in the folded text
 * @param form as folded
 * @param shape what kinds of signs it was written with, runs taken together: {@code Xx}, {@code X9-x}
 */
public record TaggerWord(Span span, String form, String shape) {}
