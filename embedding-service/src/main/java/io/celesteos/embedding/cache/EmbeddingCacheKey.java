package io.celesteos.embedding.cache;

import io.celesteos.embedding.model.ModelArtifact;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * All that changes a vector. The prompt is part of the text that is hashed, so a query and a passage of the same
 * words are two keys exactly where the model reads them differently.
 *
 * @param revision of the model: its weights, its tokenizer and what its settings make of them
 * @param textSha256 of the text as the model reads it, prompt included, in UTF-8; hexadecimal
 */
public record EmbeddingCacheKey(String model, String revision, int dimensions, boolean normalized, String textSha256) {

    /** @param prompted the text with its prompt */
    public static EmbeddingCacheKey of(ModelArtifact model, boolean normalized, String prompted) {
        return new EmbeddingCacheKey(model.name(), revision(model), model.dimensions(), normalized, sha256(prompted));
    }

    /** Weights alone do not make a vector: another pooling, limit or tokenizer gives another one. */
    private static String revision(ModelArtifact model) {
        String settings = model.tokenizer().sha256() + model.pooling() + model.maxTokens();
        return model.revision() + "-" + sha256(settings).substring(0, 8);
    }

    /** {@code emb:bge-small-en-v1.5@6c9c6101-0f3b52d1/384:n:<sha256>}. */
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
