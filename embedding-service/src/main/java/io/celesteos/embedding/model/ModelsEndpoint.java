package io.celesteos.embedding.model;

import io.celesteos.contracts.embedding.ModelInfo;
import io.celesteos.contracts.embedding.ModelsResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/models}: what there is, and loading and unloading it. */
@RestController
@RequestMapping(path = "/api/v1/models", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "models")
class ModelsEndpoint {

    private final ModelCatalog catalog;
    private final ModelLoader loader;

    ModelsEndpoint(ModelCatalog catalog, ModelLoader loader) {
        this.catalog = catalog;
        this.loader = loader;
    }

    @Operation(summary = "The models that are here, their limits and whether they are ready")
    @GetMapping
    ModelsResponse models() {
        catalog.refresh();
        return new ModelsResponse(catalog.list());
    }

    @Operation(summary = "One model, by name or alias")
    @GetMapping("/{name}")
    ModelInfo model(@PathVariable String name) {
        return catalog.info(name);
    }

    @Operation(summary = "Begin to load a model; its status says when it is ready. 202, or 200 if it was loaded")
    @PostMapping("/{name}/load")
    ResponseEntity<ModelInfo> load(@PathVariable String name) {
        boolean begun = loader.load(name);
        return ResponseEntity.status(begun ? HttpStatus.ACCEPTED : HttpStatus.OK)
                .body(catalog.info(name));
    }

    @Operation(summary = "Unload a model once its requests are finished. 202, or 200 if it was not loaded")
    @PostMapping("/{name}/unload")
    ResponseEntity<ModelInfo> unload(@PathVariable String name) {
        boolean begun = loader.unload(name);
        return ResponseEntity.status(begun ? HttpStatus.ACCEPTED : HttpStatus.OK)
                .body(catalog.info(name));
    }
}
