package io.celesteos.embedding.model;

import java.nio.file.Path;

/** Why a model could not be loaded, in one sentence that may leave the machine: without its paths. */
final class FailureReason {

    private static final int MAX_LENGTH = 300;

    private FailureReason() {}

    static String of(Throwable failure, ModelArtifact artifact) {
        StringBuilder sentence = new StringBuilder(String.valueOf(failure.getMessage()));
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
        return safe.length() > MAX_LENGTH ? safe.substring(0, MAX_LENGTH) + "…" : safe;
    }
}
