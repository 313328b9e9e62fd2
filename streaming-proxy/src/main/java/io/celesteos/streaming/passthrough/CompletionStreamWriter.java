package io.celesteos.streaming.passthrough;

import io.celesteos.contracts.problem.OpenAiError;
import io.celesteos.streaming.connection.CallerConnection;
import io.celesteos.streaming.dialect.DataFrames;
import io.celesteos.streaming.event.StreamEvent;
import io.celesteos.streaming.relay.FrameSink;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the answer as chunks. Nothing leaves before its first piece, so that what fails until then has the status
 * it should have; a failure after it is an {@code error} in the stream, which clients raise as such.
 */
final class CompletionStreamWriter implements FrameSink {

    private final HttpServletResponse response;
    private final JsonMapper json;
    private final Completion.Head head;
    private final boolean usageWanted;
    private final AnswerSoFar answer;
    private final CallerConnection caller;
    private @Nullable DataFrames frames;

    CompletionStreamWriter(
            HttpServletResponse response,
            JsonMapper json,
            Completion.Head head,
            boolean usageWanted,
            AnswerSoFar answer,
            CallerConnection caller) {
        this.response = response;
        this.json = json;
        this.head = head;
        this.usageWanted = usageWanted;
        this.answer = answer;
        this.caller = caller;
    }

    @Override
    public void event(long number, StreamEvent event) throws IOException {
        switch (event) {
            case StreamEvent.AnswerChunk chunk -> {
                answer.add(chunk);
                frames().data(CompletionChunk.text(head, chunk.content()));
            }
            case StreamEvent.Cited cited -> answer.add(cited);
            case StreamEvent.Completed completed -> complete(completed);
            case StreamEvent.Failed failed -> fail(failed);
            default -> {
                // Of no use to a client that shows a text.
            }
        }
    }

    private void complete(StreamEvent.Completed completed) throws IOException {
        DataFrames out = frames();
        if (answer.isEmpty()) {
            out.data(CompletionChunk.text(head, answer.standIn(completed)));
        }
        out.data(CompletionChunk.finish(head, answer.ending(completed)));
        if (usageWanted) {
            out.data(CompletionChunk.usage(head, answer.usage(completed)));
        }
        out.done();
    }

    private void fail(StreamEvent.Failed failed) throws IOException {
        if (frames == null) {
            throw failed.cause();
        }
        frames.data(Map.of("error", OpenAiError.of(failed.problem())));
        frames.flush();
    }

    private DataFrames frames() throws IOException {
        DataFrames open = frames;
        if (open == null) {
            open = DataFrames.begin(response, json);
            frames = open;
            open.data(CompletionChunk.opening(head));
        }
        return open;
    }

    @Override
    public void flush() throws IOException {
        if (frames != null) {
            frames.flush();
        }
    }

    @Override
    public void heartbeat() throws IOException {
        if (frames != null) {
            frames.comment();
        }
    }

    @Override
    public boolean callerGone() {
        return caller.gone();
    }
}
