package io.celesteos.nlp.extract;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks. Not one of the tests: asked for by name alone ({@code docs/nlp/speed.md} has the command). */
class SpeedMeasurements {

    @Test
    void recognizers() throws Exception {
        String[] names = RecognizerBenchmark.names().stream().distinct().toArray(String[]::new);
        new Runner(options(RecognizerBenchmark.class).param("recognizer", names).build()).run();
    }

    @Test
    void extraction() throws Exception {
        new Runner(options(ExtractionBenchmark.class).build()).run();
    }

    private static ChainedOptionsBuilder options(Class<?> benchmark) {
        return new OptionsBuilder()
                .include(benchmark.getName())
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.milliseconds(500))
                .measurementIterations(5)
                .measurementTime(TimeValue.milliseconds(300))
                // Not the arguments of the tests' JVM: its coverage agent would be measured too.
                .jvmArgs("-Xmx512m");
    }
}
