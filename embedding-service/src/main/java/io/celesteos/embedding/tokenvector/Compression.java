package io.celesteos.embedding.tokenvector;

import org.jspecify.annotations.Nullable;

/**
 * How the token vectors of a text are made fewer and smaller.
 *
 * @param dropStopWords leave out function words and punctuation
 * @param pool neighbours averaged into one, 1 for none
 * @param dimensions projected to; null for the model's own
 */
record Compression(
        boolean dropStopWords, int pool, @Nullable Integer dimensions) {

    static final Compression NONE = new Compression(false, 1, null);
}
