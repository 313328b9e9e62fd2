package io.celesteos.embedding.tei;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.embedding.EmbedRequest;
import io.celesteos.embedding.inference.BatchPolicy;
import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.model.ModelArtifact;
import java.util.Locale;

/**
 * Answer of {@code GET /info}, about the default model.
 *
 * @param maxBatchTokens the model is given at once; where it takes one text at a time, those of one
 * @param autoTruncate false: callers who want over-long texts cut say so
 */
record TeiInfo(
        @JsonProperty("model_id") String modelId,
        @JsonProperty("model_sha") String modelSha,
        @JsonProperty("model_dtype") String modelDtype,
        @JsonProperty("model_type") ModelType modelType,
        @JsonProperty("max_concurrent_requests") int maxConcurrentRequests,
        @JsonProperty("max_input_length") int maxInputLength,
        @JsonProperty("max_batch_tokens") int maxBatchTokens,
        @JsonProperty("max_batch_requests") int maxBatchRequests,
        @JsonProperty("max_client_batch_size") int maxClientBatchSize,
        @JsonProperty("auto_truncate") boolean autoTruncate,
        @JsonProperty("tokenization_workers") int tokenizationWorkers,
        String version) {

    record ModelType(Embedding embedding) {}

    record Embedding(String pooling) {}

    /** @param maxRequests that may wait at once */
    static TeiInfo of(LoadedModel model, int maxRequests, String version) {
        ModelArtifact artifact = model.artifact();
        BatchPolicy batching = model.encoder().batching();
        return new TeiInfo(
                artifact.name(),
                artifact.revision(),
                artifact.precision().equals("fp32") ? "float32" : artifact.precision(),
                new ModelType(new Embedding(artifact.pooling().name().toLowerCase(Locale.ROOT))),
                maxRequests,
                artifact.maxTokens(),
                (int) Math.min(batching.maxTokens(), (long) batching.maxTexts() * artifact.maxTokens()),
                batching.maxTexts(),
                EmbedRequest.MAX_TEXTS,
                false,
                Runtime.getRuntime().availableProcessors(),
                version);
    }
}
