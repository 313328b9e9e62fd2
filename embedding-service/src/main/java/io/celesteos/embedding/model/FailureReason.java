package io.celesteos.embedding.model;

import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;

/** Why a model could not be loaded, in one sentence that may leave the machine: without its paths. */
final class FailureReason {

    private static final int MAX_LENGTH = 300;

    /** Of an absolute path, all but the last name. */
    private static final Pattern FOLDERS = Pattern.compile("(?<![\\w.-])/(?:[^/\\s'\":,;]+/)+");

    private FailureReason() {}

    static String of(Throwable failure, ModelArtifact artifact) {
        StringBuilder sentence = new StringBuilder(Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName()));
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root != failure && root.getMessage() != null) {
            sentence.append(": ").append(root.getMessage().lines().findFirst().orElse(""));
        }
        String safe = sentence.toString();
        Path weights = artifact.weights().path();
        if (weights != null && weights.getParent() != null) {
            safe = safe.replace(weights.getParent() + "/", "");
        }
        safe = FOLDERS.matcher(safe).replaceAll("");
        return safe.length() > MAX_LENGTH ? safe.substring(0, MAX_LENGTH) + "…" : safe;
    }
}
