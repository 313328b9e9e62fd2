package io.celesteos.streaming.sse;

import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.contracts.validation.QueryText;
import io.celesteos.streaming.admission.StreamQuota;
import io.celesteos.streaming.connection.CallerConnection;
import io.celesteos.streaming.relay.StreamPipeline;
import io.celesteos.streaming.relay.StreamPump;
import io.celesteos.streaming.relay.StreamQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /api/v1/stream}. The request's own (virtual) thread writes the frames. */
@RestController
class SseEndpoint {

    private static final Logger log = LoggerFactory.getLogger(SseEndpoint.class);

    private final StreamPipeline pipeline;
    private final StreamPump pump;
    private final StreamQuota quota;
    private final JsonMapper json;

    SseEndpoint(StreamPipeline pipeline, StreamPump pump, StreamQuota quota, JsonMapper json) {
        this.pipeline = pipeline;
        this.pump = pump;
        this.quota = quota;
        this.json = json;
    }

    @Operation(
            summary = "Results as they are found, and an answer as it is written",
            description = "Server-sent events: `start` first, then `entities`, `result`, `rerank` (the final order),"
                    + " `llm_chunk`, `citations` and `degraded` as they come up, and exactly one `complete` or `error`"
                    + " last.")
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
            @Parameter(hidden = true) @RequestHeader(name = "Last-Event-ID", required = false) @Nullable
                    String lastEventId,
            HttpServletResponse response)
            throws IOException {
        if (lastEventId != null && lastEventId.startsWith(SseFrameWriter.LAST)) {
            // A browser reconnects after every end, the good one too; 204 is how it is told to stop.
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        try (StreamQuota.Place place = quota.take()) {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-transform");
            response.setHeader("X-Accel-Buffering", "no");
            SseFrameWriter frames = new SseFrameWriter(response.getOutputStream(), json, CallerConnection.current());
            pump.pump(pipeline.start(StreamQuery.of(query, yachtId, topK, llm), RequestContext.current()), frames);
        } catch (IOException left) {
            log.debug("The caller left before the end", left);
        }
    }
}
