package io.celesteos.embedding.model;

import io.celesteos.contracts.embedding.ModelInfo;
import io.celesteos.embedding.inference.EncoderBackend;
import io.celesteos.embedding.inference.Pooling;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What callers are told of a model. */
final class ModelInfos {

    private final EncoderBackend backend;
    private final int callers;

    /** @param callers that compute at the same time at most */
    ModelInfos(EncoderBackend backend, int callers) {
        this.backend = backend;
        this.callers = callers;
    }

    long memoryBytes(ModelArtifact artifact) {
        return MemoryEstimate.bytes(artifact, callers);
    }

    ModelInfo of(ModelSlot slot, boolean isDefault) {
        ModelArtifact artifact = slot.artifact();
        ModelState state = slot.state();
        String reason = state instanceof ModelState.Failed(String why) ? why : null;
        if (artifact == null) {
            return new ModelInfo(
                    slot.name(),
                    List.of(),
                    0,
                    0,
                    backend.engine(),
                    "unknown",
                    state.word(),
                    isDefault,
                    null,
                    null,
                    null,
                    null,
                    null,
                    ModelDetails.FOLDER,
                    null,
                    reason);
        }
        boolean embeds = artifact.task() == ModelTask.EMBEDDING;
        return new ModelInfo(
                artifact.name(),
                artifact.aliases(),
                artifact.dimensions(),
                artifact.maxTokens(),
                backend.engineFor(Path.of(artifact.weights().resource())),
                artifact.precision(),
                state.word(),
                isDefault,
                artifact.task().name().toLowerCase(Locale.ROOT),
                device(state),
                artifact.revision(),
                embeds ? word(artifact.pooling()) : null,
                embeds ? artifact.normalized() : null,
                artifact.details().origin(),
                memoryBytes(artifact),
                reason);
    }

    private static @Nullable String device(ModelState state) {
        return state instanceof ModelState.Ready ready
                ? Objects.requireNonNull(ready.model()).encoder().device()
                : null;
    }

    private static String word(Pooling pooling) {
        return pooling.name().toLowerCase(Locale.ROOT);
    }
}
