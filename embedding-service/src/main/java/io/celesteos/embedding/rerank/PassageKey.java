package io.celesteos.embedding.rerank;

import io.celesteos.embedding.model.ModelArtifact;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What token vectors were computed of: a whole passage, by its text, or a window of one, by its tokens. A window
 * is never taken for a passage that happens to read like it.
 */
record PassageKey(String model, String revision, boolean window, String sha256) {

    static PassageKey whole(ModelArtifact model, String passage) {
        return new PassageKey(model.name(), model.revision(), false, sha256(passage.getBytes(StandardCharsets.UTF_8)));
    }

    static PassageKey window(ModelArtifact model, long[] ids) {
        ByteBuffer bytes = ByteBuffer.allocate(ids.length * Long.BYTES);
        bytes.asLongBuffer().put(ids);
        return new PassageKey(model.name(), model.revision(), true, sha256(bytes.array()));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new AssertionError(everyPlatformHasIt);
        }
    }
}
