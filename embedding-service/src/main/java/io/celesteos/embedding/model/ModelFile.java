package io.celesteos.embedding.model;

/**
 * A file a model needs.
 *
 * @param resource its name on the class path
 * @param sha256 of its content, 64 hexadecimal digits in lower case
 */
public record ModelFile(String resource, String sha256) {

    public ModelFile {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256: " + sha256);
        }
    }
}
