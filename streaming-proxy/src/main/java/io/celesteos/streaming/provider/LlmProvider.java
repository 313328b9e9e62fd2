package io.celesteos.streaming.provider;

import io.celesteos.streaming.event.AnswerKind;
import io.celesteos.streaming.event.Citation;
import java.util.List;

/** Writes an answer from passages, and from nothing else. Thread-safe. */
public interface LlmProvider {

    /** What its answers are as a rule; {@link TokenSink#writtenBy} says it of one of them. */
    AnswerKind kind();

    /**
     * Writes the answer to {@code sink}, piece by piece, on the caller's (virtual) thread; returns when it is
     * whole. Stops at once when interrupted: then nobody reads it any more.
     *
     * @return one citation for each number in the answer, in that order; empty, with nothing written, when the
     *     passages hold no answer
     * @throws InterruptedException when the caller has left
     * @throws AnswerInterrupted when the answer broke off after its first words
     */
    List<Citation> write(Grounding grounding, TokenSink sink) throws InterruptedException;
}
