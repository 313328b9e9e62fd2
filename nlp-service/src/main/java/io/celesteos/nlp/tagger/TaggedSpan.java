package io.celesteos.nlp.tagger;

import io.celesteos.nlp.text.Span;

/**
 * A span that the model sees.
 *
 * @param span in the folded text
 * @param label of the model
 * @param probability above 0, at most 1
 */
public record TaggedSpan(Span span, String label, double probability) {}
