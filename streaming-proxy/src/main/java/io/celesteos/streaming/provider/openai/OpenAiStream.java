package io.celesteos.streaming.provider.openai;

import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIException;
import io.celesteos.streaming.event.FinishReason;
import io.celesteos.streaming.provider.model.Fault;
import io.celesteos.streaming.provider.model.ModelFailure;
import io.celesteos.streaming.provider.model.StreamWatch;
import java.util.Iterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a stream of either dialect to its end. */
final class OpenAiStream {

    /** What one event means; keeps what it needs from one to the next. */
    interface Reading<T> {
        /**
         * @return why the model stopped, once an event has said so; it is asked for what follows as well
         */
        @Nullable
        FinishReason read(T event) throws ModelFailure, InterruptedException;
    }

    private OpenAiStream() {}

    static <T> FinishReason read(StreamWatch watch, Supplier<StreamResponse<T>> opening, Reading<T> reading)
            throws ModelFailure, InterruptedException {
        FinishReason finish = null;
        try (StreamResponse<T> response = watch.over(opening)) {
            Iterator<T> events = response.stream().iterator();
            while (events.hasNext()) {
                FinishReason said = reading.read(events.next());
                if (said != null) {
                    finish = said;
                    watch.stopped();
                }
            }
        } catch (OpenAIException thrown) {
            ModelFailure failure = OpenAiFailures.of(thrown);
            if (finish == null) {
                throw failure;
            }
            // The answer is whole; what was lost is the usage at most, and that is estimated then.
        }
        if (finish == null) {
            throw new ModelFailure(Fault.CUT, "no end marker");
        }
        return finish;
    }
}
