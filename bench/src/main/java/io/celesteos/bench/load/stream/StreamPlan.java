package io.celesteos.bench.load.stream;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is measured.
 *
 * @param streams open at once through the proxy
 * @param direct open at the same time to the language model itself
 * @param interval between two events of one stream
 * @param warmUp before the streams that count
 * @param ramp in which they are opened, evenly
 * @param hold how long events are timed once all are open
 * @param heapMegabytes of the proxy
 * @param collector of its garbage
 * @param options more of its JVM
 */
record StreamPlan(
        int streams,
        int direct,
        Duration interval,
        Duration warmUp,
        Duration ramp,
        Duration hold,
        int heapMegabytes,
        Collector collector,
        List<String> options,
        Path jar,
        Path folder) {

    StreamPlan {
        options = List.copyOf(options);
    }

    /** As the JVM's options name them. */
    enum Collector {
        SERIAL("-XX:+UseSerialGC"),
        PARALLEL("-XX:+UseParallelGC"),
        G1("-XX:+UseG1GC"),
        SHENANDOAH("-XX:+UseShenandoahGC"),
        Z("-XX:+UseZGC");

        private final String option;

        Collector(String option) {
            this.option = option;
        }

        String option() {
            return option;
        }
    }

    /** What is wrong, a line each; empty when nothing is. */
    List<String> wrong() {
        List<String> wrong = new ArrayList<>();
        bounded(wrong, "--streams", streams, 1, 20_000);
        bounded(wrong, "--direct", direct, 1, 20_000);
        bounded(wrong, "--interval", interval.toMillis(), 1, 60_000);
        bounded(wrong, "--warm-up", warmUp.toSeconds(), 0, 600);
        bounded(wrong, "--ramp", ramp.toSeconds(), 1, 600);
        bounded(wrong, "--seconds", hold.toSeconds(), 1, 3_600);
        bounded(wrong, "--heap", heapMegabytes, 32, 16_384);
        return wrong;
    }

    private static void bounded(List<String> wrong, String option, long value, long least, long most) {
        if (value < least || value > most) {
            wrong.add(option + " must be " + least + " to " + most + ", not " + value);
        }
    }
}
