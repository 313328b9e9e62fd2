package io.celesteos.embedding.model;

import io.celesteos.embedding.inference.Pooling;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The models that come with the service, and those it only knows by name. */
final class BundledModels {

    /** Prompt, pooling and limits: model card of BAAI/bge-small-en-v1.5. */
    private static final ModelArtifact BGE_SMALL = new ModelArtifact(
            "bge-small-en-v1.5",
            List.of("bge-small", "BAAI/bge-small-en-v1.5"),
            ModelTask.EMBEDDING,
            "int8",
            384,
            512,
            Pooling.CLS,
            new Prompts("Represent this sentence for searching relevant passages: ", ""),
            new ModelFile(
                    "bge-small-en-v1.5-q.onnx", "6c9c6101a956d62dfb5e7190c538226c0c5bb9cb27b651234b6df063ee7dbfe4"),
            new ModelFile(
                    "bge-small-en-v1.5-q-tokenizer.json",
                    "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66"));

    /** Trained on, and by its card limited to, 256 word pieces, though the position table has 512. */
    private static final ModelArtifact MINILM = new ModelArtifact(
            "all-MiniLM-L6-v2",
            List.of("minilm", "sentence-transformers/all-MiniLM-L6-v2"),
            ModelTask.EMBEDDING,
            "int8",
            384,
            256,
            Pooling.MEAN,
            Prompts.NONE,
            new ModelFile(
                    "all-minilm-l6-v2-q.onnx", "afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1"),
            new ModelFile(
                    "all-minilm-l6-v2-q-tokenizer.json",
                    "da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0"));

    private static final Map<String, String> NOT_BUNDLED = Map.ofEntries(
            Map.entry("bge-large", "bge-large-en-v1.5"),
            Map.entry("bge-large-en-v1.5", "bge-large-en-v1.5"),
            Map.entry("mpnet", "all-mpnet-base-v2"),
            Map.entry("all-mpnet-base-v2", "all-mpnet-base-v2"),
            Map.entry("e5-large", "multilingual-e5-large"),
            Map.entry("multilingual-e5-large", "multilingual-e5-large"),
            Map.entry("ms-marco-minilm-l-6-v2", "ms-marco-MiniLM-L-6-v2"));

    private BundledModels() {}

    static List<ModelArtifact> all() {
        return List.of(BGE_SMALL, MINILM);
    }

    /** The canonical name of a model that is known by {@code nameOrAlias} but does not come with the service. */
    static Optional<String> knownElsewhere(String nameOrAlias) {
        return Optional.ofNullable(NOT_BUNDLED.get(nameOrAlias.toLowerCase(Locale.ROOT)));
    }
}
