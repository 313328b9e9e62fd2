/**
 * A search-engine over many chunks: {@link io.celesteos.bench.engine.BenchDatabase} stores them, {@link
 * io.celesteos.bench.engine.EngineProcess} is the service.
 */
@NullMarked
package io.celesteos.bench.engine;

import org.jspecify.annotations.NullMarked;
