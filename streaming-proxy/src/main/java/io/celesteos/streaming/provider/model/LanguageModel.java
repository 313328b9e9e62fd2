package io.celesteos.streaming.provider.model;

import io.celesteos.streaming.event.FinishReason;

/** A model at a provider, in its dialect. Tries once, never again. Thread-safe. */
@FunctionalInterface
public interface LanguageModel {

    /**
     * Sends the prompt and passes on what is written, on the caller's (virtual) thread. However it ends, the
     * connection is no longer in use.
     *
     * @param watch how long may be waited for what
     * @return why the model stopped, said by the provider itself
     * @throws ModelFailure when the stream broke or ended without its end marker
     * @throws InterruptedException when nobody wants it any more
     */
    FinishReason stream(Prompt prompt, StreamWatch watch, ModelSink sink) throws ModelFailure, InterruptedException;
}
