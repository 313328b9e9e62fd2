package io.celesteos.streaming.chat;

import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.streaming.admission.StreamQuota;
import io.celesteos.streaming.connection.CallerConnection;
import io.celesteos.streaming.dialect.ConversationReader;
import io.celesteos.streaming.dialect.DataFrames;
import io.celesteos.streaming.relay.StreamPipeline;
import io.celesteos.streaming.relay.StreamPump;
import io.celesteos.streaming.relay.StreamQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.IOException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /api/v1/chat}. The request's own (virtual) thread writes the chunks. */
@RestController
class ChatEndpoint {

    /** By it the SDK's own servers say which version of the stream follows. */
    private static final String VERSION_HEADER = "x-vercel-ai-ui-message-stream";

    private static final Logger log = LoggerFactory.getLogger(ChatEndpoint.class);

    private final StreamPipeline pipeline;
    private final StreamPump pump;
    private final StreamQuota quota;
    private final ConversationReader conversations;
    private final JsonMapper json;

    ChatEndpoint(
            StreamPipeline pipeline,
            StreamPump pump,
            StreamQuota quota,
            ConversationReader conversations,
            JsonMapper json) {
        this.pipeline = pipeline;
        this.pump = pump;
        this.quota = quota;
        this.conversations = conversations;
        this.json = json;
    }

    @Operation(
            summary = "The stream for useChat of the Vercel AI SDK",
            description = "A UI message stream (version 1, as package ai 6 reads it). The last message is the query,"
                    + " the earlier ones are what was said before. Results, entities, what is lacking and usage are"
                    + " `data-*` parts, citations are `source-document` parts whose id is the number in the text.")
    @ApiResponse(
            responseCode = "200",
            description = "The stream",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(type = "string"),
                            examples = @ExampleObject(ChatExample.STREAM)))
    @ApiResponse(
            responseCode = "400",
            description = "A field is missing or wrong: no question, too many messages, files, tools",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "429",
            description = "The yacht has its share of streams; see Retry-After",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "503",
            description = "All streams are in use; see Retry-After",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @PostMapping(path = "/api/v1/chat", consumes = MediaType.APPLICATION_JSON_VALUE)
    void chat(@RequestBody @Valid ChatRequest request, HttpServletResponse response) throws IOException {
        StreamQuery query = conversations
                .read(request.messages(), UiMessage::read)
                .toQuery(request.yachtId(), request.topK(), request.llm());
        try (StreamQuota.Place place = quota.take(query.yachtId())) {
            response.setHeader(StreamQuota.REMAINING_HEADER, Integer.toString(place.remaining()));
            // The run before the headers: a refusal is still a problem document then.
            pump.pump(pipeline.start(query, RequestContext.current()), begin(response));
        } catch (IOException left) {
            log.debug("The caller left before the end", left);
        }
    }

    private UiStreamWriter begin(HttpServletResponse response) throws IOException {
        response.setHeader(VERSION_HEADER, "v1");
        return new UiStreamWriter(
                DataFrames.begin(response, json), UUID.randomUUID().toString(), CallerConnection.current());
    }
}
