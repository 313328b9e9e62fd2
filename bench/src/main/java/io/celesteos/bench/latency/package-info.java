/** Requests, repeated in random order, and how long each took. */
@NullMarked
package io.celesteos.bench.latency;

import org.jspecify.annotations.NullMarked;
