package io.celesteos.bench.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A model that all contenders have: the file the service is built with. */
enum BenchModel {
    BGE_SMALL("bge-small-en-v1.5", "bge-small-en-v1.5-q.onnx", "bge-small-en-v1.5-q-tokenizer.json", "cls", 512),
    MINILM("all-MiniLM-L6-v2", "all-minilm-l6-v2-q.onnx", "all-minilm-l6-v2-q-tokenizer.json", "mean", 256);

    private final String published;
    private final String weights;
    private final String tokenizer;
    private final String pooling;
    private final int maxTokens;

    BenchModel(String published, String weights, String tokenizer, String pooling, int maxTokens) {
        this.published = published;
        this.weights = weights;
        this.tokenizer = tokenizer;
        this.pooling = pooling;
        this.maxTokens = maxTokens;
    }

    /** The name the service knows it by. */
    String published() {
        return published;
    }

    /** {@code cls} or {@code mean}. */
    String pooling() {
        return pooling;
    }

    int maxTokens() {
        return maxTokens;
    }

    Path weights(Path models) {
        return models.resolve(published).resolve("onnx/model_quantized.onnx");
    }

    Path tokenizer(Path models) {
        return models.resolve(published).resolve("tokenizer.json");
    }

    /** Lays the files out as transformers.js looks for them; what is there already is left. */
    void unpack(Path models) throws IOException {
        Path folder = models.resolve(published);
        Files.createDirectories(folder.resolve("onnx"));
        copy(weights, weights(models));
        copy(tokenizer, tokenizer(models));
        Files.writeString(folder.resolve("config.json"), """
                {"model_type": "bert", "architectures": ["BertModel"], "hidden_size": 384,
                 "max_position_embeddings": 512}
                """);
        Files.writeString(folder.resolve("tokenizer_config.json"), """
                {"tokenizer_class": "BertTokenizer", "model_max_length": %d, "pad_token": "[PAD]",
                 "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]", "mask_token": "[MASK]"}
                """.formatted(maxTokens));
    }

    private static void copy(String resource, Path target) throws IOException {
        if (Files.isRegularFile(target)) {
            return;
        }
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try (InputStream content = BenchModel.class.getClassLoader().getResourceAsStream(resource)) {
            if (content == null) {
                throw new IOException(resource + " is not on the class path");
            }
            Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }

    static BenchModel named(String name) {
        for (BenchModel model : values()) {
            if (model.published.equalsIgnoreCase(name)) {
                return model;
            }
        }
        throw new IllegalArgumentException(name + " is not one of " + BGE_SMALL.published + ", " + MINILM.published);
    }
}
