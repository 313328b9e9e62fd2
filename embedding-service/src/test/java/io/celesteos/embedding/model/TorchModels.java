package io.celesteos.embedding.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** MiniLM twice: from its ONNX file, and as a TorchScript model in a folder. */
public record TorchModels(ModelCatalog catalog, LoadedModel onnx, LoadedModel torchScript) {

    private static final Path FOLDER = Path.of("target", "torch-models").toAbsolutePath();

    /** Makes the TorchScript file of an ONNX file. */
    public interface Conversion {
        void convert(Path onnx, Path torchScript) throws IOException;
    }

    public static TorchModels load(Conversion conversion) throws IOException {
        Path directory = FOLDER.resolve("minilm-torch");
        write(directory, conversion);
        ModelCatalog catalog = RealModels.load(ModelProperties.of(
                "all-MiniLM-L6-v2-fp32", List.of("all-MiniLM-L6-v2-fp32", "minilm-torch"), RealModels.FOLDER, FOLDER));
        return new TorchModels(catalog, catalog.require("all-MiniLM-L6-v2-fp32"), catalog.require("minilm-torch"));
    }

    static void write(Path directory, Conversion conversion) throws IOException {
        ModelArtifact minilm = BundledModels.all().stream()
                .filter(model -> model.name().equals("all-MiniLM-L6-v2-fp32"))
                .findFirst()
                .orElseThrow();
        ModelFiles files = new ModelFiles(RealModels.FOLDER);
        Files.createDirectories(directory.resolve("1_Pooling"));
        Files.writeString(directory.resolve("config.json"), """
                {"architectures": ["BertModel"], "model_type": "bert", "hidden_size": 384,
                 "num_attention_heads": 12, "max_position_embeddings": 512}
                """);
        Files.writeString(
                directory.resolve("1_Pooling/config.json"),
                "{\"word_embedding_dimension\": 384, \"pooling_mode_mean_tokens\": true}");
        Files.writeString(directory.resolve("sentence_bert_config.json"), "{\"max_seq_length\": 256}");
        Files.copy(
                files.fetch(minilm.tokenizer()),
                directory.resolve("tokenizer.json"),
                StandardCopyOption.REPLACE_EXISTING);
        conversion.convert(files.fetch(minilm.weights()), directory.resolve("model.pt"));
    }
}
