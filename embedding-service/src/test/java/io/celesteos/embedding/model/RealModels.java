package io.celesteos.embedding.model;

import io.celesteos.embedding.inference.DjlEncoderBackend;
import java.nio.file.Path;
import java.util.List;

/** The bundled models, loaded once for all tests of this JVM. */
public final class RealModels {

    /** Where the tests unpack models to. */
    public static final Path FOLDER = Path.of("target", "models").toAbsolutePath();

    static final Path NO_FOLDER = FOLDER.resolve("none");

    private static final ModelCatalog CATALOG = load();

    private RealModels() {}

    public static ModelCatalog catalog() {
        return CATALOG;
    }

    public static LoadedModel bge() {
        return CATALOG.require("bge-small");
    }

    public static LoadedModel minilm() {
        return CATALOG.require("minilm");
    }

    /** The same two with float32 weights, loaded by the first test that asks. */
    public static LoadedModel fp32(LoadedModel int8) {
        return Fp32.CATALOG.require(int8.name() + "-fp32");
    }

    private static final class Fp32 {
        static final ModelCatalog CATALOG = load(ModelProperties.of(
                "bge-small-en-v1.5-fp32",
                List.of("bge-small-en-v1.5-fp32", "all-MiniLM-L6-v2-fp32"),
                FOLDER,
                NO_FOLDER));
    }

    /** The file the model was loaded from. */
    public static Path weights(LoadedModel model) {
        return new ModelFiles(FOLDER).fetch(model.artifact().weights());
    }

    private static ModelCatalog load() {
        return load(ModelProperties.of(
                "bge-small-en-v1.5", List.of("bge-small-en-v1.5", "all-MiniLM-L6-v2"), FOLDER, NO_FOLDER));
    }

    /** Every model the settings ask for, loaded. */
    static ModelCatalog load(ModelProperties properties) {
        DjlSettings.apply(FOLDER);
        var backend = new DjlEncoderBackend();
        var catalog = new ModelCatalog(
                BundledModels.all(),
                new ModelFolder(properties.folder(), properties.maxTokens(), backend),
                properties,
                new ModelInfos(backend, 2));
        var loader = new ModelLoader(catalog, backend, new ModelFiles(FOLDER));
        loader.start();
        try {
            loader.awaitSettled();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
        return catalog;
    }
}
