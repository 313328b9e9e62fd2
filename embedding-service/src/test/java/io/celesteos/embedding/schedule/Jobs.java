package io.celesteos.embedding.schedule;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.embedding.caller.Call;
import io.celesteos.embedding.caller.ClientConnection;
import io.celesteos.embedding.caller.Urgency;
import io.celesteos.embedding.inference.HiddenStates;
import io.celesteos.embedding.model.FakeModel;
import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.tokenize.TokenizedText;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Jobs of made-up callers; a job's result for a text is the first number the model gives. */
final class Jobs {

    static final Duration LONG = Duration.ofMinutes(10);

    private static final Function<HiddenStates, Integer> FIRST = states -> (int) states.at(0, 0);

    private Jobs() {}

    static EncodeJob<Integer> of(LoadedModel model, String caller, Urgency urgency, int... lengths) {
        return of(model, new Call(caller, null, ClientConnection.UNKNOWN), urgency, lengths);
    }

    static EncodeJob<Integer> of(LoadedModel model, Call call, Urgency urgency, int... lengths) {
        List<TokenizedText> texts =
                Arrays.stream(lengths).mapToObj(FakeModel::text).toList();
        try {
            return call.call(() -> new EncodeJob<>(model, texts, FIRST, Deadline.in(LONG), urgency));
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    static int[] lengths(int count, int tokens) {
        return IntStream.generate(() -> tokens).limit(count).toArray();
    }
}
