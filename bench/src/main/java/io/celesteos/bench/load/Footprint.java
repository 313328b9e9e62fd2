package io.celesteos.bench.load;

import org.jspecify.annotations.Nullable;

/**
 * What one size takes: seconds, and MB of 2^20 bytes.
 *
 * @param rowSeconds to store documents, chunks with their words and vectors in PostgreSQL
 * @param graphSeconds to build pgvector's graph over a full table
 * @param loadSeconds the service needed to read the database and build its index
 * @param reopenSeconds the service needed to have that index again after a restart; null where it was not restarted
 * @param residentMegabytes of the service after the measurement, mapped pages of its index included
 * @param anonymousMegabytes of them: heap, code, threads
 * @param peakMegabytes the most the service had, the load included where it was of this run
 * @param indexMegabytes of the service's index on disk
 * @param databaseMegabytes of everything in PostgreSQL
 * @param graphMegabytes of pgvector's table and graph alone
 * @param rawWordsSeconds raw Lucene needed for its index of words, and {@code rawWordsMegabytes} of it
 * @param rawVectorsSeconds likewise for its HNSW; null where it was not asked
 */
record Footprint(
        double rowSeconds,
        double graphSeconds,
        double loadSeconds,
        @Nullable Double reopenSeconds,
        double residentMegabytes,
        double anonymousMegabytes,
        double peakMegabytes,
        double indexMegabytes,
        double databaseMegabytes,
        double graphMegabytes,
        double rawWordsSeconds,
        double rawWordsMegabytes,
        @Nullable Double rawVectorsSeconds) {}
