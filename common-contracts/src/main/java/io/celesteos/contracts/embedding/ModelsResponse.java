package io.celesteos.contracts.embedding;

import java.util.List;

/** Answer of {@code GET /api/v1/models}. */
public record ModelsResponse(List<ModelInfo> models) {}
