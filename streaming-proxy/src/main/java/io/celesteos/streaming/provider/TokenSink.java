package io.celesteos.streaming.provider;

import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.streaming.event.AnswerKind;
import io.celesteos.streaming.event.FinishReason;
import io.celesteos.streaming.event.Usage;

/** Where an answer goes, and what there is to say about it. */
@FunctionalInterface
public interface TokenSink {

    /**
     * The next piece; waits while the reader is slow.
     *
     * @throws InterruptedException when the reader has left
     */
    void token(String content) throws InterruptedException;

    /** Who writes what follows, before its first piece; without it, the provider is what it says it is. */
    default void writtenBy(AnswerKind kind) {}

    /** Why the answer ends where it ends; without it, because all was said. */
    default void finished(FinishReason reason) {}

    /** What the answer took, whole or not. */
    default void used(Usage usage) {}

    /**
     * What the answer lacks.
     *
     * @throws InterruptedException when the reader has left
     */
    default void lacking(Degradation degradation) throws InterruptedException {}
}
