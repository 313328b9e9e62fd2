package io.celesteos.streaming.passthrough;

import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.streaming.dialect.Conversation;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /v1/chat/completions}. */
@RestController
class CompletionsEndpoint {

    private static final String YACHT_HEADER = "X-Yacht-Id";

    private final CompletionPipeline pipeline;
    private final JsonMapper json;

    CompletionsEndpoint(CompletionPipeline pipeline, JsonMapper json) {
        this.pipeline = pipeline;
        this.json = json;
    }

    @Operation(
            summary = "OpenAI's chat completions, answered from the yacht's documents",
            description = "The last message is searched for; the answer cites what was found as `[1]`, `[2]`, and"
                    + " `citations` says what the numbers stand for. With `stream: true` the answer comes as it is"
                    + " written. System messages and sampling settings are accepted and read over.")
    @ApiResponse(
            responseCode = "200",
            description = "The answer; with `stream: true` chunks of it as server-sent events",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = Completion.class)))
    @ApiResponse(
            responseCode = "400",
            description = "A field is missing or wrong: no question, too many messages, images, tools",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "429",
            description = "The yacht has its share of streams; see Retry-After",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "503",
            description = "The search is not available, or all streams are in use; see Retry-After",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @PostMapping(path = "/v1/chat/completions", consumes = MediaType.APPLICATION_JSON_VALUE)
    void complete(
            @RequestBody @Valid CompletionRequest request,
            @Parameter(
                            description = "The yacht, where the body has no yacht_id",
                            schema = @Schema(type = "string", format = "uuid"))
                    @RequestHeader(name = YACHT_HEADER, required = false)
                    @Nullable
                    String yachtHeader,
            HttpServletResponse response)
            throws IOException {
        YachtId yacht = yacht(request.yachtId(), yachtHeader);
        Conversation conversation = pipeline.conversation(request);
        if (request.streamed()) {
            pipeline.stream(request, conversation, yacht, response);
        } else {
            Completion completion = pipeline.complete(request, conversation, yacht);
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getOutputStream().write(json.writeValueAsBytes(completion));
        }
    }

    /** Clients of OpenAI can set headers where they cannot add to the body. */
    private static YachtId yacht(@Nullable YachtId named, @Nullable String header) {
        if (header == null) {
            if (named == null) {
                throw ProblemException.invalidField("yacht_id", "is required: a UUID, here or as " + YACHT_HEADER);
            }
            return named;
        }
        YachtId other;
        try {
            other = YachtId.of(header.strip());
        } catch (IllegalArgumentException noUuid) {
            throw ProblemException.invalidField(YACHT_HEADER, "must be a UUID");
        }
        if (named != null && !named.equals(other)) {
            throw ProblemException.invalidField(YACHT_HEADER, "must name the same yacht as yacht_id, or be left out");
        }
        return other;
    }
}
