package io.celesteos.contracts.embedding;

import org.jspecify.annotations.Nullable;

/**
 * One pinned file of a model: where the hub has it, and what it is.
 *
 * @param target its path inside the model's folder; of a bundled model, its name on the class path
 * @param repository {@code organisation/name} on the hub
 * @param revision the commit, 40 hexadecimal digits
 * @param path inside the repository
 * @param size in bytes
 * @param sha256 64 hexadecimal digits in lower case; null where no published one was found, so that the file
 *     cannot be verified until someone says to trust what comes
 */
public record KnownModelFile(
        String target,
        String repository,
        String revision,
        String path,
        long size,
        @Nullable String sha256) {

    public KnownModelFile {
        if (sha256 != null && !sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256: " + sha256);
        }
        if (!revision.matches("[0-9a-f]{40}")) {
            throw new IllegalArgumentException("not a commit: " + revision);
        }
    }
}
