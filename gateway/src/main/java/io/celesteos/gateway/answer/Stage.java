package io.celesteos.gateway.answer;

import io.celesteos.contracts.outcome.Outcome;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * One part of the answer.
 *
 * @param name in the timings
 * @param share longest time for {@code call}
 * @param fallback runs when {@code call} gave nothing, in the time that is left then
 */
record Stage<T>(String name, Duration share, Callable<T> call, Supplier<Outcome<T>> fallback) {}
