/**
 * Texts to vectors, pairs to scores: the one service with model weights and native libraries.
 *
 * <p>{@code caller} notes who asks, how urgently, and whether they still wait. A request enters through an
 * endpoint of {@code embed} or {@code rerank}, or of another API's dialect ({@code openai}, {@code cohere},
 * {@code jina}, {@code tei}), which {@code dialect} brings into the form the first two take, and is handed to the
 * pipeline of either. The pipeline asks {@code model} for the loaded model, {@code cache} for what was computed
 * before, {@code tokenize} for the rest as token ids, and puts those on the one queue of {@code schedule}. Its
 * runners, one a core, take one text at a time, run it through {@code inference} and reduce the hidden states to
 * a vector; the pipeline collects them in the order asked and remembers them. {@code rerank} and {@code
 * tokenvector} keep more of the hidden states: a vector for each token.
 */
@NullMarked
package io.celesteos.embedding;

import org.jspecify.annotations.NullMarked;
