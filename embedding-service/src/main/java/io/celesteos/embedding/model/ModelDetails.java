package io.celesteos.embedding.model;

import org.jspecify.annotations.Nullable;

/**
 * What loading a model needs to know beyond what its callers do.
 *
 * @param origin {@code bundled}, or {@code folder}
 * @param normalized its published pipeline ends with a normalisation
 * @param padId the token it was trained to be padded with
 * @param weightBytes size of its weights on disk
 * @param hiddenSize width of a layer
 * @param heads attention heads of a layer
 * @param dataSha256 promised of the data file beside weights of over 2 GB; null where there is none, or no promise
 * @param revision fingerprint of all that its vectors depend on; null where that is the weights' SHA-256, or
 *     not read yet
 */
public record ModelDetails(
        String origin,
        boolean normalized,
        long padId,
        long weightBytes,
        int hiddenSize,
        int heads,
        @Nullable String dataSha256,
        @Nullable String revision) {

    static final String BUNDLED = "bundled";
    static final String FOLDER = "folder";

    static final ModelDetails PLAIN = new ModelDetails(BUNDLED, true, 0, 0, 384, 12, null, null);

    ModelDetails withRevision(String found) {
        return new ModelDetails(origin, normalized, padId, weightBytes, hiddenSize, heads, dataSha256, found);
    }
}
