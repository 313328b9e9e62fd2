/**
 * Measures a running stack from outside. {@code latency} asks the questions and keeps the times; {@code report}
 * turns them into a table, JSON and a plot. No test asserts a time: machines are noisy, a ratio to the floor
 * measured in the same run is what lasts.
 */
@NullMarked
package io.celesteos.bench;

import org.jspecify.annotations.NullMarked;
