package io.celesteos.embedding.model;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file a model needs: a resource of this build, or one that lies in the models folder.
 *
 * @param resource its name on the class path; of a file in the folder, its name there
 * @param sha256 of its content, 64 hexadecimal digits in lower case; null of a file in the folder for which
 *     nobody promised anything
 * @param path where it lies; null of a resource
 */
public record ModelFile(
        String resource, @Nullable String sha256, @Nullable Path path) {

    public ModelFile {
        if (sha256 != null && !sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256: " + sha256);
        }
        if (sha256 == null && path == null) {
            throw new IllegalArgumentException("a resource has a SHA-256: " + resource);
        }
    }

    /** On the class path. */
    public ModelFile(String resource, String sha256) {
        this(resource, sha256, null);
    }

    static ModelFile inFolder(Path path, @Nullable String sha256) {
        return new ModelFile(path.getFileName().toString(), sha256, path);
    }
}
