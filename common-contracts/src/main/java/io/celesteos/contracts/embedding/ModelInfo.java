package io.celesteos.contracts.embedding;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** One model of {@code GET /api/v1/models}; {@code status} is {@code ready}, {@code loading} or {@code failed}. */
public record ModelInfo(
        String name,
        List<String> aliases,
        int dimensions,
        @JsonProperty("max_tokens") int maxTokens,
        String engine,
        String precision,
        String status,
        @JsonProperty("default") boolean isDefault) {}
