package io.celesteos.bench.load.stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.bench.latency.Times;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What came out.
 *
 * @param streams open through the proxy when timing began
 * @param eventsPerSecond pieces that all readers of the proxy got together
 * @param proxied from a write of the language model to its reading behind the proxy
 * @param direct the same without the proxy, at the same time
 * @param hits from a write of the search-engine to the reading of each hit
 * @param firstEvent from the request to the first event
 * @param lostWhileOpen streams that never began, or ended before the shutdown
 * @param endings how those that were open at the shutdown ended
 * @param shutdownSeconds from the signal to the end of the process
 */
record StreamFindings(
        int streams,
        @JsonProperty("events_per_second") double eventsPerSecond,
        Spread proxied,
        Spread direct,
        Spread hits,
        @JsonProperty("first_event") Spread firstEvent,
        @JsonProperty("lost_while_open") int lostWhileOpen,
        Map<Ending, Integer> endings,
        @JsonProperty("shutdown_seconds") double shutdownSeconds,
        Memory memory,
        @Nullable String failure) {

    /** Milliseconds of {@code n} events. */
    record Spread(int n, double p50, double p95, double p99, double most) {

        static Spread of(LongStream nanos) {
            Times times = new Times("", nanos.mapToDouble(each -> each / 1e6).toArray(), 0);
            int n = times.millis().length;
            return n == 0
                    ? new Spread(0, 0, 0, 0, 0)
                    : new Spread(
                            n,
                            rounded(times.percentile(50)),
                            rounded(times.percentile(95)),
                            rounded(times.percentile(99)),
                            rounded(times.percentile(100)));
        }

        private static double rounded(double millis) {
            return Math.round(millis * 1_000) / 1_000.0;
        }
    }

    /** Megabytes resident: before the first stream, with all open, at most. */
    record Memory(double idle, double open, double peak) {}

    /** What the proxy adds at that percentile: the difference of the two, not the percentile of differences. */
    double overhead(java.util.function.ToDoubleFunction<Spread> percentile) {
        return percentile.applyAsDouble(proxied) - percentile.applyAsDouble(direct);
    }

    /** Those that were told to come back, or had ended well, of all that were open at the shutdown. */
    boolean toldToComeBack() {
        return endings.keySet().stream().allMatch(each -> each == Ending.RETRYABLE || each == Ending.COMPLETE);
    }
}
