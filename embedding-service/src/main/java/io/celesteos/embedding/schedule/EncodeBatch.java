package io.celesteos.embedding.schedule;

import io.celesteos.embedding.inference.HiddenStates;
import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.tokenize.TokenizedText;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a runner computes in one go: texts of one model, of one job or of several.
 *
 * @param steps at least one
 * @param extra computed beside the runners, in one of the places kept free for short live texts
 */
record EncodeBatch(List<EncodeStep> steps, boolean extra) {

    private static final Logger log = LoggerFactory.getLogger(EncodeBatch.class);

    EncodeBatch {
        steps = List.copyOf(steps);
    }

    LoadedModel model() {
        return steps.getFirst().job().model();
    }

    int tokens() {
        return steps.stream().mapToInt(EncodeStep::tokens).sum();
    }

    /** What the engine computes: as many tokens as the longest text has, for each. */
    int paddedTokens() {
        return steps.size() * steps.stream().mapToInt(EncodeStep::tokens).max().orElse(0);
    }

    /**
     * Fills the jobs. A call that fails for several texts is made again for each alone, so that a text the model
     * cannot take, or a batch that is too large for the memory left, fails nobody else's job.
     */
    void compute() {
        if (steps.size() == 1) {
            steps.getFirst().compute();
            return;
        }
        List<TokenizedText> texts = steps.stream().map(EncodeStep::text).toList();
        List<HiddenStates> states;
        try {
            states = model().encoder().encodeBatch(texts);
        } catch (RuntimeException | Error failure) {
            log.warn("{} texts failed in one call of {}, each is computed alone now", texts.size(), model().name());
            log.debug("What the call failed with", failure);
            states = List.of();
        }
        if (states.size() == steps.size()) {
            for (int i = 0; i < steps.size(); i++) {
                steps.get(i).complete(states.get(i));
            }
        } else {
            steps.forEach(EncodeStep::compute);
        }
    }

    void fail(Throwable failure) {
        steps.forEach(step -> step.fail(failure));
    }
}
