package io.celesteos.streaming.sse;

import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.contracts.validation.QueryText;
import io.celesteos.streaming.relay.StreamQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/stream}. */
@RestController
class SseEndpoint {

    private final SsePipeline pipeline;

    SseEndpoint(SsePipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Operation(
            summary = "Results as they are found, and an answer as it is written",
            description = "Server-sent events: `start` first, then `entities`, `result`, `rerank` (the final order),"
                    + " `llm_chunk`, `citations` and `degraded` as they come up, and exactly one `complete` or `error`"
                    + " last. Every event has an id; a caller that reconnects with `Last-Event-ID` within five minutes"
                    + " gets what it missed and the rest, or, where that is not kept any more, a new stream from its"
                    + " `start`. After the last event a reconnect is answered with 204.")
    @ApiResponse(
            responseCode = "200",
            description = "The stream",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(type = "string"),
                            examples = @ExampleObject(SseExample.STREAM)))
    @ApiResponse(
            responseCode = "400",
            description = "A parameter is missing or wrong",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(responseCode = "204", description = "The caller has had the last event: there is no more")
    @ApiResponse(
            responseCode = "429",
            description = "The yacht has its share of streams, or began too many in a minute; see Retry-After",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "503",
            description = "All streams are in use; see Retry-After",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @GetMapping(path = "/api/v1/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void stream(
            @Parameter(description = "1 to 2,000 characters", example = "CAT 3512 overheating") @RequestParam @QueryText
                    String query,
            @Parameter(
                            example = "00000000-0000-4000-8000-000000000001",
                            schema = @Schema(type = "string", format = "uuid"))
                    @RequestParam("yacht_id")
                    YachtId yachtId,
            @Parameter(description = "1 to 100 results, 10 when left out", example = "5")
                    @RequestParam(name = "top_k", required = false)
                    @Min(1)
                    @Max(100)
                    @Nullable
                    Integer topK,
            @Parameter(description = "false leaves the answer out", example = "true")
                    @RequestParam(required = false)
                    @Nullable
                    Boolean llm,
            @Parameter(
                            description = "true lets the run go on for a moment when the connection is lost, so that a"
                                    + " reconnect finds it; else it ends at once",
                            example = "false")
                    @RequestParam(required = false)
                    @Nullable
                    Boolean resume,
            @Parameter(description = "how a silence is broken: by a comment (default) or by a `heartbeat` event")
                    @RequestParam(required = false)
                    @Nullable
                    Heartbeat heartbeat,
            @Parameter(
                            description =
                                    "the header's stand-in for a page that opens a new EventSource, which can send"
                                            + " none; the header counts where both are there")
                    @RequestParam(name = "last_event_id", required = false)
                    @Nullable
                    String lastEventIdParameter,
            @Parameter(hidden = true) @RequestHeader(name = "Last-Event-ID", required = false) @Nullable
                    String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            throw ProblemException.of(
                    ProblemType.INVALID_REQUEST, "Put the query into the address: a GET has no body here.");
        }
        SseRequest asked = new SseRequest(
                StreamQuery.of(query, yachtId, topK, llm),
                Boolean.TRUE.equals(resume),
                heartbeat == null ? Heartbeat.COMMENT : heartbeat,
                lastEventId == null ? lastEventIdParameter : lastEventId);
        pipeline.admit(asked, response).ifPresent(turn -> turn.begin(request, response, RequestContext.current()));
    }
}
