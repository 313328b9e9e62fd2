package io.celesteos.nlp.corpus;

import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.nlp.text.Span;
import java.util.Optional;

/**
 * What an annotator marked.
 *
 * @param span in UTF-16 units of the plain text
 * @param canonical where the annotator gave one
 */
public record Annotation(EntityKind kind, Span span, Optional<String> canonical, boolean negated) {}
