package io.celesteos.streaming.provider.chain;

import io.celesteos.streaming.event.FinishReason;
import io.celesteos.streaming.provider.model.LanguageModel;
import io.celesteos.streaming.provider.model.ModelFailure;
import io.celesteos.streaming.provider.model.ModelSink;
import io.celesteos.streaming.provider.model.Prompt;
import io.celesteos.streaming.provider.model.StreamWatch;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A model that is made once, when it is first needed or by {@link #prepare}: the libraries take seconds to load,
 * which neither the start of the service nor, if it can be helped, a caller should wait for. Thread-safe.
 */
final class PreparedModel implements LanguageModel {

    private final FutureTask<LanguageModel> made;

    PreparedModel(Callable<LanguageModel> making) {
        this.made = new FutureTask<>(making);
    }

    /** Makes it now, unless that has happened. */
    void prepare() {
        made.run();
    }

    @Override
    public FinishReason stream(Prompt prompt, StreamWatch watch, ModelSink sink)
            throws ModelFailure, InterruptedException {
        made.run();
        try {
            return made.get().stream(prompt, watch, sink);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a language model could not be set up", failed.getCause());
        }
    }
}
