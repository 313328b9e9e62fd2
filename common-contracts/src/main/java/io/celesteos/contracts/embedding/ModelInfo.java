package io.celesteos.contracts.embedding;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One model of {@code GET /api/v1/models}.
 *
 * @param dimensions of its vectors; of a reranker, the number of its logits; 0 where its files are unreadable
 * @param status {@code available} (installed, not loaded), {@code loading}, {@code ready}, {@code unloading} or
 *     {@code failed}
 * @param task {@code embedding} or {@code reranking}
 * @param device what it is computed on; null until it is loaded
 * @param revision tells two sets of weights under one name apart
 * @param pooling {@code cls} or {@code mean}; null of a reranker
 * @param normalized its own pipeline ends with a normalisation; null of a reranker
 * @param origin {@code bundled} or {@code folder}
 * @param memoryBytesEstimated what it is counted with against the memory budget, or would be
 * @param reason why it failed; null otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelInfo(
        String name,
        List<String> aliases,
        int dimensions,
        @JsonProperty("max_tokens") int maxTokens,
        String engine,
        String precision,
        String status,
        @JsonProperty("default") boolean isDefault,
        @Nullable String task,
        @Nullable String device,
        @Nullable String revision,
        @Nullable String pooling,
        @Nullable Boolean normalized,
        @Nullable String origin,
        @JsonProperty("memory_bytes_estimated") @Nullable Long memoryBytesEstimated,
        @Nullable String reason) {}
