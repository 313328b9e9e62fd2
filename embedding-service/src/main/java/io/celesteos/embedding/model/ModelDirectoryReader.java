package io.celesteos.embedding.model;

import io.celesteos.contracts.embedding.FetchedModel;
import io.celesteos.contracts.embedding.KnownModel;
import io.celesteos.contracts.embedding.KnownModels;
import io.celesteos.embedding.inference.EncoderBackend;
import io.celesteos.embedding.inference.Pooling;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Reads what a Hugging Face style folder says of its model; the weights themselves are not opened. */
final class ModelDirectoryReader {

    /** In order of preference; the second is the data file beside the first, where weights are over 2 GB. */
    private static final List<String> WEIGHTS =
            List.of("onnx/model.onnx", "model.onnx", "onnx/model_quantized.onnx", "model_quantized.onnx", "model.pt");

    /** What a card says nothing about is not worth more than this. */
    private static final long NO_REAL_LIMIT = 1_000_000;

    private final int maxTokens;
    private final EncoderBackend backend;

    /** @param maxTokens no model reads more, however long it could */
    ModelDirectoryReader(int maxTokens, EncoderBackend backend) {
        this.maxTokens = maxTokens;
        this.backend = backend;
    }

    /** @throws BrokenModelException with the reason why it cannot be used */
    ModelArtifact read(ModelDirectory directory) {
        JsonNode json = directory.json("config.json").orElseThrow(() -> new BrokenModelException("has no config.json"));
        TransformerConfig config = TransformerConfig.of(json);
        Path weights = WEIGHTS.stream()
                .flatMap(name -> directory.file(name).stream())
                .findFirst()
                .orElseThrow(() -> new BrokenModelException("has no weights: one of " + String.join(", ", WEIGHTS)));
        if (!backend.runs(weights)) {
            throw new BrokenModelException("its " + weights.getFileName() + " needs the " + backend.engineFor(weights)
                    + " variant of this service");
        }
        Path tokenizer =
                directory.file("tokenizer.json").orElseThrow(() -> new BrokenModelException("has no tokenizer.json"));
        ModelTask task = config.labels() > 0 ? ModelTask.RERANKING : ModelTask.EMBEDDING;
        if (config.labels() > 1) {
            throw new BrokenModelException("classifies into " + config.labels() + " labels; a reranker has one");
        }
        PublishedPipeline pipeline = task == ModelTask.RERANKING
                ? new PublishedPipeline(Pooling.CLS, false)
                : PublishedPipeline.of(directory, config.hiddenSize(), fallback(directory.name()));
        Map<String, String> promised = promised(directory);
        return new ModelArtifact(
                directory.name(),
                aliases(directory.name()),
                task,
                precision(weights),
                task == ModelTask.RERANKING ? config.labels() : config.hiddenSize(),
                limit(directory, config),
                pipeline.pooling(),
                task == ModelTask.RERANKING ? Prompts.NONE : PublishedPrompts.of(directory, config),
                ModelFile.inFolder(weights, promised.get(inFolder(weights))),
                ModelFile.inFolder(tokenizer, promised.get("tokenizer.json")),
                new ModelDetails(
                        ModelDetails.FOLDER,
                        pipeline.normalized(),
                        config.padId(),
                        ModelDirectory.size(weights)
                                + dataFile(directory, weights)
                                        .map(ModelDirectory::size)
                                        .orElse(0L),
                        config.hiddenSize(),
                        config.heads(),
                        promised.get(inFolder(weights) + "_data"),
                        null));
    }

    /** Known models by their own; bge by the first token; others by the mean, which is the libraries' default. */
    private static PublishedPipeline fallback(String name) {
        Pooling pooling = KnownModels.pinned()
                .find(name)
                .flatMap(known -> Optional.ofNullable(known.pooling()))
                .map(word -> Pooling.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(name.toLowerCase(Locale.ROOT).startsWith("bge-") ? Pooling.CLS : Pooling.MEAN);
        return new PublishedPipeline(pooling, true);
    }

    private static List<String> aliases(String name) {
        return KnownModels.pinned().models().stream()
                .filter(known -> known.name().equalsIgnoreCase(name))
                .findFirst()
                .map(KnownModel::aliases)
                .orElse(List.of());
    }

    private static String precision(Path weights) {
        String file = weights.getFileName().toString().toLowerCase(Locale.ROOT);
        return file.contains("quant") ? "int8" : "fp32";
    }

    /** Sentence Transformers' own limit first; else what both the tokenizer and the position table allow. */
    private int limit(ModelDirectory directory, TransformerConfig config) {
        long published = directory
                .json("sentence_bert_config.json")
                .map(json -> json.path("max_seq_length").asLong(0))
                .filter(limit -> limit > 0)
                .or(() -> directory
                        .json("tokenizer_config.json")
                        .map(json -> json.path("model_max_length").asLong(0)))
                .filter(limit -> limit > 0 && limit < NO_REAL_LIMIT)
                .orElse(NO_REAL_LIMIT);
        long limit = Math.min(published, Math.min(config.positions(), maxTokens));
        if (limit < 8) {
            throw new BrokenModelException("reads only " + limit + " tokens");
        }
        return (int) limit;
    }

    /** {@code model.onnx_data} of {@code model.onnx}. */
    static Optional<Path> dataFile(ModelDirectory directory, Path weights) {
        return directory.file(inFolder(weights) + "_data");
    }

    private static String inFolder(Path weights) {
        Path parent = weights.getParent();
        boolean nested = parent != null && parent.getFileName().toString().equals("onnx");
        return (nested ? "onnx/" : "") + weights.getFileName();
    }

    /** Checksums a fetch has left; empty for a folder that was copied by hand. */
    static Map<String, String> promised(ModelDirectory directory) {
        return directory
                .json(FetchedModel.FILE_NAME)
                .map(json -> json.path("sha256").properties().stream()
                        .filter(entry -> entry.getValue().asString("").matches("[0-9a-f]{64}"))
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().asString())))
                .orElse(Map.of());
    }
}
