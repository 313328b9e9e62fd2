package io.celesteos.streaming.chat;

import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.streaming.connection.CallerConnection;
import io.celesteos.streaming.dialect.DataFrames;
import io.celesteos.streaming.event.Citation;
import io.celesteos.streaming.event.StreamEvent;
import io.celesteos.streaming.relay.FrameSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes events as chunks. The SDK's order is kept: {@code start}, a step, in it a text that is opened, continued
 * and closed, and the end of both. Results that come together leave together.
 */
final class UiStreamWriter implements FrameSink {

    /** One text in each message. */
    private static final String TEXT = "answer";

    private final DataFrames frames;
    private final String messageId;
    private final CallerConnection caller;
    private final ResultList results = new ResultList();
    private final List<Degradation> lacking = new ArrayList<>();
    private boolean textOpen;

    UiStreamWriter(DataFrames frames, String messageId, CallerConnection caller) {
        this.frames = frames;
        this.messageId = messageId;
        this.caller = caller;
    }

    @Override
    public void event(long number, StreamEvent event) throws IOException {
        if (event instanceof StreamEvent.Result result) {
            results.add(result);
            return;
        }
        if (event instanceof StreamEvent.Reranked last) {
            results.reorder(last);
        }
        tellResults();
        switch (event) {
            case StreamEvent.Started started -> {
                write(new UiChunk.Start(messageId, started.requestId()));
                write(UiChunk.Mark.START_STEP);
            }
            case StreamEvent.Understood understood -> write(new UiChunk.Data("entities", understood));
            case StreamEvent.Result ignored -> {}
            case StreamEvent.Reranked last -> write(new UiChunk.Data("rerank", last));
            case StreamEvent.AnswerChunk chunk -> text(chunk);
            case StreamEvent.Cited cited -> sources(cited);
            case StreamEvent.Lacking news -> {
                lacking.addAll(news.degraded());
                write(new UiChunk.Data("degraded", new UiChunk.Lacks(lacking)));
            }
            case StreamEvent.Completed completed -> {
                write(new UiChunk.Data("complete", completed));
                end(UiChunk.Finish.reason(completed.finishReason()));
            }
            case StreamEvent.Failed failed -> fail(failed);
        }
    }

    private void text(StreamEvent.AnswerChunk chunk) throws IOException {
        if (!textOpen) {
            textOpen = true;
            write(new UiChunk.TextStart(TEXT, chunk.kind()));
        }
        write(new UiChunk.TextDelta(TEXT, chunk.content()));
    }

    private void sources(StreamEvent.Cited cited) throws IOException {
        closeText();
        for (Citation citation : cited.citations()) {
            write(new UiChunk.Source(citation));
        }
    }

    /** The client stops reading at {@code error}: what it shall know of it goes before. */
    private void fail(StreamEvent.Failed failed) throws IOException {
        closeText();
        write(new UiChunk.Data("error", failed));
        write(new UiChunk.Failure(failed.problem().detail()));
        end("error");
    }

    private void end(String reason) throws IOException {
        closeText();
        write(UiChunk.Mark.FINISH_STEP);
        write(new UiChunk.Finish(reason));
        frames.done();
    }

    private void closeText() throws IOException {
        if (textOpen) {
            textOpen = false;
            write(new UiChunk.TextEnd(TEXT));
        }
    }

    private void tellResults() throws IOException {
        if (results.changed()) {
            write(results.tell());
        }
    }

    private void write(UiChunk chunk) throws IOException {
        frames.data(chunk);
    }

    @Override
    public void flush() throws IOException {
        tellResults();
        frames.flush();
    }

    @Override
    public void heartbeat() throws IOException {
        frames.comment();
    }

    @Override
    public boolean callerGone() {
        return caller.gone();
    }
}
