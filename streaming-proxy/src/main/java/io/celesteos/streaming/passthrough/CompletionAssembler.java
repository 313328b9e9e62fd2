package io.celesteos.streaming.passthrough;

import io.celesteos.streaming.connection.CallerConnection;
import io.celesteos.streaming.event.StreamEvent;
import io.celesteos.streaming.relay.FrameSink;
import org.jspecify.annotations.Nullable;

/** Puts the events of one stream together. */
final class CompletionAssembler implements FrameSink {

    private final Completion.Head head;
    private final AnswerSoFar answer;
    private final CallerConnection caller;
    private @Nullable Completion completion;

    CompletionAssembler(Completion.Head head, AnswerSoFar answer, CallerConnection caller) {
        this.head = head;
        this.answer = answer;
        this.caller = caller;
    }

    @Override
    public void event(long number, StreamEvent event) {
        switch (event) {
            case StreamEvent.AnswerChunk chunk -> answer.add(chunk);
            case StreamEvent.Cited cited -> answer.add(cited);
            case StreamEvent.Completed completed -> {
                String text = answer.isEmpty() ? answer.standIn(completed) : answer.text();
                completion = new Completion(head, text, answer.usage(completed), answer.ending(completed));
            }
            case StreamEvent.Failed failed -> throw failed.cause();
            default -> {
                // Of no use to a client that shows a text.
            }
        }
    }

    @Override
    public boolean callerGone() {
        return caller.gone();
    }

    /** @throws IllegalStateException before the last event */
    Completion completion() {
        if (completion == null) {
            throw new IllegalStateException("the stream has not ended");
        }
        return completion;
    }
}
