package io.celesteos.streaming.passthrough;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.streaming.admission.StreamQuota;
import io.celesteos.streaming.connection.CallerConnection;
import io.celesteos.streaming.dialect.Conversation;
import io.celesteos.streaming.dialect.ConversationReader;
import io.celesteos.streaming.relay.FrameSink;
import io.celesteos.streaming.relay.StreamPipeline;
import io.celesteos.streaming.relay.StreamPump;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** From a request in OpenAI's form to an answer in it. Thread-safe. */
@Component
class CompletionPipeline {

    private static final Logger log = LoggerFactory.getLogger(CompletionPipeline.class);

    private final StreamPipeline streams;
    private final StreamPump pump;
    private final StreamQuota quota;
    private final ConversationReader conversations;
    private final JsonMapper json;
    private final Clock clock;

    CompletionPipeline(
            StreamPipeline streams,
            StreamPump pump,
            StreamQuota quota,
            ConversationReader conversations,
            JsonMapper json,
            Clock clock) {
        this.streams = streams;
        this.pump = pump;
        this.quota = quota;
        this.conversations = conversations;
        this.json = json;
        this.clock = clock;
    }

    Conversation conversation(CompletionRequest request) {
        request.refuseWhatCannotBeDone();
        return conversations.read(request.messages(), CompletionMessage::read);
    }

    /** The whole answer. */
    Completion complete(CompletionRequest request, Conversation conversation, YachtId yacht) {
        CompletionAssembler assembler =
                new CompletionAssembler(head(request), new AnswerSoFar(conversation), CallerConnection.current());
        try {
            run(request, conversation, yacht, assembler);
        } catch (IOException left) {
            // Nobody reads this. It is a problem of a known type so that it is no alarm in the log.
            throw ProblemException.of(
                    ProblemType.DEADLINE_EXCEEDED, "The caller left before the answer was ready.", left);
        }
        return assembler.completion();
    }

    /** The answer as it is written; returns at its end. */
    void stream(CompletionRequest request, Conversation conversation, YachtId yacht, HttpServletResponse response) {
        CompletionStreamWriter chunks = new CompletionStreamWriter(
                response,
                json,
                head(request),
                request.usageWanted(),
                new AnswerSoFar(conversation),
                CallerConnection.current());
        try {
            run(request, conversation, yacht, chunks);
        } catch (IOException left) {
            log.debug("The caller left before the end", left);
        }
    }

    private void run(CompletionRequest request, Conversation conversation, YachtId yacht, FrameSink sink)
            throws IOException {
        try (StreamQuota.Place place = quota.take(yacht)) {
            pump.pump(streams.start(conversation.toQuery(yacht, request.topK(), true), RequestContext.current()), sink);
        }
    }

    private Completion.Head head(CompletionRequest request) {
        return new Completion.Head(
                "chatcmpl-" + UUID.randomUUID(), clock.instant().getEpochSecond(), request.modelOrDefault());
    }
}
