package io.celesteos.embedding.rerank;

import io.celesteos.contracts.embedding.RerankRequest;
import io.celesteos.contracts.embedding.RerankResponse;
import io.celesteos.contracts.embedding.RerankResponse.RerankScore;
import io.celesteos.contracts.request.RequestContext;
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
                            content =
                                    @Content(
                                            examples = {
                                                @ExampleObject(name = "documents alone", value = """
                                                                {"query": "generator overheating", "top_n": 2,
                                                                 "documents": ["Check the raw water pump impeller when the generator runs hot.",
                                                                               "The anchor windlass brake lining is 6 mm thick.",
                                                                               "High coolant temperature shuts the genset down."]}
                                                                """),
                                                @ExampleObject(name = "blended with a first stage", value = """
                                                                {"query": "generator overheating", "blend": 0.5,
                                                                 "documents": ["Check the raw water pump impeller when the generator runs hot.",
                                                                               "High coolant temperature shuts the genset down."],
                                                                 "first_stage_scores": [0.0325, 0.0161]}
                                                                """)
                                            })))
    @PostMapping(
            path = "/api/v1/rerank",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    RerankResponse rerank(@Valid @RequestBody RerankRequest request) {
        RerankOutcome outcome = pipeline.rerank(new RerankCommand(
                "documents",
                request.query(),
                request.documents(),
                request.model(),
                request.firstStageScores(),
                request.blend()));
        return new RerankResponse(
                outcome.top(request.topN()).stream()
                        .map(document -> new RerankScore(document.index(), document.score(), document.rerankScore()))
                        .toList(),
                outcome.model(),
                (System.nanoTime() - RequestContext.current().startNanos()) / 1_000_000,
                outcome.scored(),
                outcome.unscored(),
                outcome.truncated());
    }
}
