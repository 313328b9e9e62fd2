package io.celesteos.bench.vectors;

import io.celesteos.bench.latency.Times;

/**
 * One contender at one size under one filter.
 *
 * @param recall mean share of the true ten nearest that was found
 * @param fewest fewest results any query got
 * @param whole from the call to the answer; over HTTP for a service
 * @param own of the search alone, as the service says; empty for the others
 */
record Measured(int chunks, Share share, String contender, double recall, int fewest, Times whole, Times own) {}
