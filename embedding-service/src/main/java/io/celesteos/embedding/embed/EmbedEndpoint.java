package io.celesteos.embedding.embed;

import io.celesteos.contracts.embedding.EmbedRequest;
import io.celesteos.contracts.embedding.EmbedResponse;
import io.celesteos.contracts.embedding.InputType;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.embedding.model.ModelCatalog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/v1/embed}. */
@RestController
@Tag(name = "embeddings")
class EmbedEndpoint {

    private final EmbeddingPipeline pipeline;
    private final ModelCatalog catalog;

    EmbedEndpoint(EmbeddingPipeline pipeline, ModelCatalog catalog) {
        this.pipeline = pipeline;
        this.catalog = catalog;
    }

    @Operation(
            summary = "Embed 1 to 100 texts",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            examples = {
                                                @ExampleObject(name = "passages", value = """
                                                                {"texts": ["CAT 3512 overheating", "Port generator fault E047"],
                                                                 "model": "bge-small-en-v1.5", "normalize": true}
                                                                """),
                                                @ExampleObject(name = "query", value = """
                                                                {"texts": ["why does the port generator overheat"],
                                                                 "input_type": "query"}
                                                                """)
                                            })))
    @PostMapping(
            path = "/api/v1/embed",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    EmbedResponse embed(@Valid @RequestBody EmbedRequest request) {
        EmbedOutcome outcome = pipeline.embed(new EmbedCommand(
                "texts",
                request.texts(),
                request.model(),
                Objects.requireNonNullElse(request.inputType(), InputType.PASSAGE),
                Objects.requireNonNullElseGet(
                        request.normalize(),
                        () -> catalog.require(request.model()).artifact().normalized()),
                Objects.requireNonNullElse(request.truncate(), true)));
        return new EmbedResponse(
                outcome.vectors(),
                outcome.model(),
                outcome.dimensions(),
                (System.nanoTime() - RequestContext.current().startNanos()) / 1_000_000,
                outcome.tokens(),
                outcome.truncated(),
                outcome.cached());
    }
}
