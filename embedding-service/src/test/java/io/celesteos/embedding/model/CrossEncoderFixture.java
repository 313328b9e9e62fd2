package io.celesteos.embedding.model;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A small real cross-encoder in a Hugging Face style folder: MiniLM's graph, int8, with a head that reads query
 * and passage together and answers with one logit, 16 times (the cosine of the mean token of each - 0.5). So
 * it ranks sensibly, and its logit depends on both texts and on their token types.
 */
public final class CrossEncoderFixture {

    public static final String NAME = "tiny-cross-encoder";

    /** A models folder with this one model: {@code embedding.models.folder} of a test. */
    public static final Path FOLDER = Path.of("target", "cross-encoders").toAbsolutePath();

    private static boolean installed;
    private static LoadedModel loaded;

    private CrossEncoderFixture() {}

    /** Writes the model into {@link #FOLDER}; the first to ask in this JVM pays for it. */
    public static synchronized Path install() {
        if (!installed) {
            install(FOLDER, NAME);
            installed = true;
        }
        return FOLDER.resolve(NAME);
    }

    /** The model, loaded once for all tests of this JVM. */
    public static synchronized LoadedModel loaded() {
        if (loaded == null) {
            install();
            loaded = catalog().reranker(NAME).orElseThrow();
        }
        return loaded;
    }

    /** A catalog with the bundled int8 models and this one, all loaded. */
    public static ModelCatalog catalog() {
        install();
        DjlSettings.apply(RealModels.FOLDER);
        return RealModels.load(
                ModelProperties.of("bge-small", List.of("bge-small", "minilm", NAME), RealModels.FOLDER, FOLDER));
    }

    static Path install(Path folder, String name) {
        Path directory = folder.resolve(name);
        try {
            Files.createDirectories(directory.resolve("onnx"));
            ModelArtifact minilm = BundledModels.all().get(1);
            ModelFiles files = new ModelFiles(RealModels.FOLDER);
            write(directory.resolve("config.json"), """
                    {"architectures": ["BertForSequenceClassification"], "model_type": "bert", "hidden_size": 384,
                     "num_attention_heads": 12, "max_position_embeddings": 512, "pad_token_id": 0,
                     "id2label": {"0": "LABEL_0"}}
                    """);
            write(directory.resolve("tokenizer_config.json"), "{\"model_max_length\": 512}");
            Files.copy(
                    files.fetch(minilm.tokenizer()),
                    directory.resolve("tokenizer.json"),
                    StandardCopyOption.REPLACE_EXISTING);
            Path part = directory.resolve("onnx/model.part");
            Files.copy(files.fetch(minilm.weights()), part, StandardCopyOption.REPLACE_EXISTING);
            try (OutputStream end = Files.newOutputStream(part, StandardOpenOption.APPEND)) {
                end.write(OnnxWriter.graphAddition(head()));
            }
            Files.move(part, directory.resolve("onnx/model.onnx"), StandardCopyOption.REPLACE_EXISTING);
            return directory;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void write(Path file, String json) throws IOException {
        Files.writeString(file, json);
    }

    /** Reshape and transpose only by constants, so that it fits a graph of any operator set. */
    private static OnnxWriter head() {
        OnnxWriter graph = new OnnxWriter();
        graph.longs("head/row", List.of(3L), 0, 1, -1)
                .longs("head/flat", List.of(2L), -1, 1)
                .floats("head/scale", List.of(1L), 16)
                .floats("head/middle", List.of(1L), -8)
                .node("Cast", List.of("token_type_ids"), "head/types", OnnxWriter.attribute("to", 1))
                .node("Cast", List.of("attention_mask"), "head/mask", OnnxWriter.attribute("to", 1))
                .node("Reshape", List.of("head/types", "head/row"), "head/passage")
                .node("Reshape", List.of("head/mask", "head/row"), "head/all")
                .node("Sub", List.of("head/all", "head/passage"), "head/query")
                .node("MatMul", List.of("head/passage", "last_hidden_state"), "head/p")
                .node("MatMul", List.of("head/query", "last_hidden_state"), "head/q")
                .node("Transpose", List.of("head/p"), "head/pt", OnnxWriter.attribute("perm", 0, 2, 1))
                .node("Transpose", List.of("head/q"), "head/qt", OnnxWriter.attribute("perm", 0, 2, 1))
                .node("MatMul", List.of("head/q", "head/pt"), "head/dot")
                .node("MatMul", List.of("head/p", "head/pt"), "head/pp")
                .node("MatMul", List.of("head/q", "head/qt"), "head/qq")
                .node("Mul", List.of("head/pp", "head/qq"), "head/squares")
                .node("Sqrt", List.of("head/squares"), "head/norm")
                .node("Div", List.of("head/dot", "head/norm"), "head/cosine")
                .node("Mul", List.of("head/cosine", "head/scale"), "head/scaled")
                .node("Add", List.of("head/scaled", "head/middle"), "head/logit")
                .node("Reshape", List.of("head/logit", "head/flat"), "logits");
        return graph.output("logits", 1);
    }
}
