package io.celesteos.embedding.rerank;

import io.celesteos.contracts.embedding.RerankRequest;
import io.celesteos.contracts.embedding.RerankResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/v1/rerank}. */
@RestController
@Tag(name = "rerank")
class RerankEndpoint {

    private final RerankPipeline pipeline;

    RerankEndpoint(RerankPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Operation(
            summary = "Score 1 to 100 documents against a query, best first",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(examples = @ExampleObject(value = """
                                                                    {"query": "generator overheating", "top_n": 2,
                                                                     "documents": ["Check the raw water pump impeller when the generator runs hot.",
                                                                                   "The anchor windlass brake lining is 6 mm thick.",
                                                                                   "High coolant temperature shuts the genset down."]}
                                                                    """))))
    @PostMapping(
            path = "/api/v1/rerank",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    RerankResponse rerank(@Valid @RequestBody RerankRequest request) {
        return pipeline.rerank(request);
    }
}
