package io.celesteos.embedding.schedule;

import io.celesteos.embedding.inference.HiddenStates;
import io.celesteos.embedding.tokenize.TokenizedText;

/** One text of a job, taken by a runner. */
record EncodeStep(EncodeJob<?> job, int index, TokenizedText text) {

    int tokens() {
        return text.length();
    }

    /** Runs the model on this text alone; what it fails with is the job's. */
    void compute() {
        if (job.over()) {
            return;
        }
        try {
            job.complete(index, job.model().encoder().encode(text));
        } catch (RuntimeException | Error failure) {
            fail(failure);
        }
    }

    void complete(HiddenStates states) {
        try {
            job.complete(index, states);
        } catch (RuntimeException | Error failure) {
            fail(failure);
        }
    }

    void fail(Throwable failure) {
        job.fail(index, failure);
    }
}
