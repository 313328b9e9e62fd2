package io.celesteos.streaming.provider.model;

import org.jspecify.annotations.Nullable;

/**
 * Where a model is and how it is asked.
 *
 * @param baseUrl null for the provider's own
 * @param apiKey null where none is needed
 * @param maxOutputTokens at which the provider stops the answer
 * @param temperature null for the model's own
 */
public record ModelSettings(
        @Nullable String baseUrl,
        @Nullable String apiKey,
        String model,
        int maxOutputTokens,
        @Nullable Double temperature) {

    /** Without the key. */
    @Override
    public String toString() {
        return model + " at " + (baseUrl == null ? "its provider" : baseUrl);
    }
}
