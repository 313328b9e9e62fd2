/**
 * A language model reads the text where the nlp-service does not.
 * {@link io.celesteos.gateway.fallback.extraction.LlmExtraction} is the recipe: ask under a strict schema, then keep
 * only what stands in the text.
 */
@NullMarked
package io.celesteos.gateway.fallback.extraction;

import org.jspecify.annotations.NullMarked;
