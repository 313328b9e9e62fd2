package io.celesteos.embedding.schedule;

import io.celesteos.embedding.tokenize.TokenizedText;

/** One text of a job, taken by a runner. */
record EncodeStep(EncodeJob<?> job, int index, TokenizedText text) {

    int tokens() {
        return text.length();
    }
}
