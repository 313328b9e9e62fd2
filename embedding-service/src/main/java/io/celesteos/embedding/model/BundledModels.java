package io.celesteos.embedding.model;

import io.celesteos.contracts.embedding.KnownModel;
import io.celesteos.contracts.embedding.KnownModelFile;
import io.celesteos.contracts.embedding.KnownModels;
import io.celesteos.embedding.inference.Pooling;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The models whose files are on the class path. */
final class BundledModels {

    private BundledModels() {}

    static List<ModelArtifact> all() {
        return KnownModels.pinned().models().stream()
                .filter(KnownModel::bundled)
                .map(BundledModels::artifact)
                .toList();
    }

    private static ModelArtifact artifact(KnownModel model) {
        KnownModelFile weights = file(model, ".onnx");
        KnownModelFile tokenizer = file(model, "tokenizer.json");
        return new ModelArtifact(
                model.name(),
                model.aliases(),
                ModelTask.EMBEDDING,
                model.precision(),
                model.dimensions(),
                model.maxTokens(),
                Pooling.valueOf(Objects.requireNonNull(model.pooling()).toUpperCase(Locale.ROOT)),
                new Prompts(model.queryPrompt(), model.passagePrompt()),
                new ModelFile(weights.target(), Objects.requireNonNull(weights.sha256())),
                new ModelFile(tokenizer.target(), Objects.requireNonNull(tokenizer.sha256())),
                new ModelDetails(ModelDetails.BUNDLED, true, 0, weights.size(), model.dimensions(), 12, null, null));
    }

    private static KnownModelFile file(KnownModel model, String suffix) {
        return model.files().stream()
                .filter(file -> file.target().endsWith(suffix))
                .findFirst()
                .orElseThrow();
    }
}
