package io.celesteos.contracts.request;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/**
 * How long each stage of one request took, in milliseconds; written by several threads at once. Rendered as
 * the {@code Server-Timing} header (W3C Server Timing).
 */
public final class StageTimings {

    public static final String HEADER = "Server-Timing";

    private final Map<String, Double> millis = Collections.synchronizedMap(new LinkedHashMap<>());

    /** Adds to what the stage already took. */
    public void add(String stage, long nanos) {
        millis.merge(stage, nanos / 1e6, Double::sum);
    }

    public <T> T time(String stage, Callable<T> work) throws Exception {
        long start = System.nanoTime();
        try {
            return work.call();
        } finally {
            add(stage, System.nanoTime() - start);
        }
    }

    /** Stage to milliseconds, rounded to microseconds, in the order the stages ended. */
    public Map<String, Double> millis() {
        synchronized (millis) {
            Map<String, Double> copy = new LinkedHashMap<>();
            millis.forEach((stage, value) -> copy.put(stage, Math.round(value * 1000) / 1000.0));
            return Collections.unmodifiableMap(copy);
        }
    }

    public String header() {
        return millis().entrySet().stream()
                .map(e -> e.getKey() + ";dur=" + thousandths(Math.round(e.getValue() * 1000)))
                .collect(Collectors.joining(", "));
    }

    /** With three digits after the point; a format string is slow, and every answer has some of these. */
    private static String thousandths(long micros) {
        String digits = Long.toString(1000 + micros % 1000);
        return micros / 1000 + "." + digits.substring(1);
    }
}
