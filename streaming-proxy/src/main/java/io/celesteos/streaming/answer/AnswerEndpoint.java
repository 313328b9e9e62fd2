package io.celesteos.streaming.answer;

import io.celesteos.contracts.problem.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/v1/answer}. */
@RestController
class AnswerEndpoint {

    private final AnswerPipeline pipeline;

    AnswerEndpoint(AnswerPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Operation(summary = "The whole stream as one document")
    @ApiResponse(
            responseCode = "200",
            description = "Results in their final order, entities, intent and the answer with its citations",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = AnswerDocument.class)))
    @ApiResponse(
            responseCode = "400",
            description = "A field is missing or wrong",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "503",
            description = "The search is not available, or all streams are in use; see Retry-After",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @PostMapping(
            path = "/api/v1/answer",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    AnswerDocument answer(@RequestBody @Valid AnswerRequest request) {
        return pipeline.answer(request.toQuery());
    }
}
