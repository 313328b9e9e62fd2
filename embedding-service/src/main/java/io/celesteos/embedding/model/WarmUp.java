package io.celesteos.embedding.model;

import io.celesteos.embedding.inference.Encoder;
import io.celesteos.embedding.tokenize.TextTokenizer;

/**
 * The first texts a model reads, so that no caller pays for what happens only once: code loaded, kernels chosen,
 * memory taken.
 */
final class WarmUp {

    private static final String SENTENCE = "Port generator overheating, raw water pump checked. ";

    /** About 10, 130 and 400 tokens: a query, a passage, a long one. */
    private static final int[] REPEATS = {1, 12, 36};

    private WarmUp() {}

    static void run(ModelArtifact artifact, TextTokenizer tokenizer, Encoder encoder) {
        for (int repeats : REPEATS) {
            String text = SENTENCE.repeat(repeats);
            encoder.encode(
                    artifact.task() == ModelTask.RERANKING
                            ? tokenizer.tokenizePair(SENTENCE, text)
                            : tokenizer.tokenize(text));
        }
    }
}
