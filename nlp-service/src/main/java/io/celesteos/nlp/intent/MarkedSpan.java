package io.celesteos.nlp.intent;

import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.nlp.text.Span;

/** An entity as far as intents care: what it is, where in the folded text, and whether the text denies it. */
public record MarkedSpan(EntityKind kind, Span span, boolean negated) {}
