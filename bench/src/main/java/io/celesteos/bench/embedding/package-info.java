/**
 * The embedding-service beside the raw runtime and what npm offers, on the same files and the same texts.
 *
 * <p>{@code EmbeddingCommand} starts the contenders ({@code RawOnnx}, {@code NodeWorker}, {@code ServiceProcess}),
 * takes texts from the demo ({@code DemoTexts}) and gives both to {@code SideBySide}, which lets each contender
 * have each text once, turn by turn in random order. {@code LiveQueries} and {@code MemoryWatch} look at the service alone.
 * {@code RawVariants} is for choosing the runtime's settings. {@code EmbeddingReport} says what came out and whether it is what was aimed at.
 */
@NullMarked
package io.celesteos.bench.embedding;

import org.jspecify.annotations.NullMarked;
