/**
 * How good the search is, asked through its own API, beside what it replaces.
 *
 * <p>{@code QualityCommand} starts a throwaway PostgreSQL with pgvector and the services ({@code QualityStack}), puts a
 * judged collection or the demo yachts in ({@code JudgedLoader}, {@code DemoYachts}), asks each question of each
 * contender ({@code SearchApi}, {@code PgBaseline}) and judges the answers ({@code QualityRun}). {@code QualityReport}
 * and {@code QualityPlot} say what came out.
 */
@NullMarked
package io.celesteos.bench.quality;

import org.jspecify.annotations.NullMarked;
