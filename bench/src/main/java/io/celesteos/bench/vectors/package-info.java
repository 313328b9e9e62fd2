/**
 * Both homes of vectors at sizes that no demo has. {@link io.celesteos.bench.vectors.RealTexts} are passages and
 * queries that people wrote, {@link io.celesteos.bench.vectors.RealVectors} their embeddings, and {@link
 * io.celesteos.bench.vectors.GrownCorpus} makes as many chunks of them as wanted. {@link
 * io.celesteos.bench.vectors.BenchDatabase} stores them, {@link io.celesteos.bench.vectors.EngineProcess} is the
 * service over them, {@link io.celesteos.bench.vectors.ExactAnswers} knows what it should have found.
 */
@NullMarked
package io.celesteos.bench.vectors;

import org.jspecify.annotations.NullMarked;
