/**
 * How fast a whole search is, how much memory and disk it takes and how both grow. {@code LoadSearchCommand} reads the
 * options into a {@code LoadPlan}; for each size {@code GrownYacht} makes the chunks or finds those made before, {@code
 * LoadBench} starts the service over them, and {@code MixedRun} asks the service, raw Lucene and raw SQL in random
 * order. What came out is a {@code Finding} a size and backend; {@code LoadReport} and {@code LoadPlot} say it, with
 * {@code Budgets} and {@code Growth}.
 */
@NullMarked
package io.celesteos.bench.load;

import org.jspecify.annotations.NullMarked;
