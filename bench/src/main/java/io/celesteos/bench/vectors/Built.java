package io.celesteos.bench.vectors;

/**
 * What a contender takes.
 *
 * @param seconds to build
 * @param what was built in them
 * @param megabytes of its files or tables
 * @param resident memory of its process in MB after the measurement; 0 where it has none of its own
 */
record Built(int chunks, String contender, double seconds, String what, double megabytes, double resident) {}
