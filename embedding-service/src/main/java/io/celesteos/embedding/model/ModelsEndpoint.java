package io.celesteos.embedding.model;

import io.celesteos.contracts.embedding.ModelsResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/models}. */
@RestController
@Tag(name = "models")
class ModelsEndpoint {

    private final ModelCatalog catalog;

    ModelsEndpoint(ModelCatalog catalog) {
        this.catalog = catalog;
    }

    @Operation(summary = "The installed models, their limits and whether they are ready")
    @GetMapping(path = "/api/v1/models", produces = MediaType.APPLICATION_JSON_VALUE)
    ModelsResponse models() {
        return new ModelsResponse(catalog.list());
    }
}
