package io.celesteos.embedding.cache;

import io.celesteos.embedding.model.ModelArtifact;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * All that changes a vector.
 *
 * @param revision of the model's weights
 * @param textSha256 of the text as the model reads it, prompt included, in UTF-8; hexadecimal
 */
public record EmbeddingCacheKey(String model, String revision, int dimensions, boolean normalized, String textSha256) {

    /** @param prompted the text with its prompt */
    public static EmbeddingCacheKey of(ModelArtifact model, boolean normalized, String prompted) {
        return new EmbeddingCacheKey(model.name(), model.revision(), model.dimensions(), normalized, sha256(prompted));
    }

    /** {@code emb:bge-small-en-v1.5@6c9c6101/384:n:<sha256>}. */
    String wireName() {
        return "emb:" + model + "@" + revision + "/" + dimensions + ":" + (normalized ? "n" : "r") + ":" + textSha256;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new AssertionError(everyPlatformHasIt);
        }
    }
}
