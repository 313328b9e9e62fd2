/**
 * Both homes of vectors at sizes that no demo has: {@code VectorsBench} asks the service, raw Lucene and raw SQL for the
 * same queries, and {@link io.celesteos.bench.vectors.ExactAnswers} knows what they should have found.
 */
@NullMarked
package io.celesteos.bench.vectors;

import org.jspecify.annotations.NullMarked;
