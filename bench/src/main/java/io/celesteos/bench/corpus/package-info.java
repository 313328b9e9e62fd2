/**
 * As many chunks as a measurement wants, made from real ones. {@link io.celesteos.bench.corpus.RealTexts} are passages
 * and queries that people wrote, {@link io.celesteos.bench.corpus.RealVectors} their embeddings, {@link
 * io.celesteos.bench.corpus.EmbeddedTexts} both together, and {@link io.celesteos.bench.corpus.GrownCorpus} the chunks.
 */
@NullMarked
package io.celesteos.bench.corpus;

import org.jspecify.annotations.NullMarked;
