package io.celesteos.gateway.fallback;

import io.celesteos.contracts.nlp.ExtractRequest;
import io.celesteos.contracts.nlp.ExtractResponse;
import io.celesteos.contracts.outcome.Outcome;

/** What reads the text while the nlp-service does not. Never {@code Complete}, as with {@link SearchFallback}. */
public interface ExtractionFallback {

    Outcome<ExtractResponse> extractInstead(ExtractRequest request);
}
