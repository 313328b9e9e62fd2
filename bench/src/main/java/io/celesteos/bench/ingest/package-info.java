/**
 * How fast files become passages that can be found by meaning, beside the embedding-service fed the same passages as
 * fast as it can: {@link io.celesteos.bench.ingest.IngestCommand} to begin with.
 */
@NullMarked
package io.celesteos.bench.ingest;

import org.jspecify.annotations.NullMarked;
