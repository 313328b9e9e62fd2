package io.celesteos.stack.launch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/**
 * How often a service may be started again: a few accidents are carried on from, a service that cannot run is not tried
 * forever. Not thread-safe.
 *
 * @param most starts of one service within {@code within}
 */
record Restarts(int most, Duration within, Map<Service, Deque<Long>> starts) {

    Restarts(int most, Duration within) {
        this(most, within, new EnumMap<>(Service.class));
    }

    /** @param nanos now, of {@link System#nanoTime()} */
    boolean allow(Service service, long nanos) {
        Deque<Long> recent = starts.computeIfAbsent(service, first -> new ArrayDeque<>());
        recent.removeIf(start -> nanos - start > within.toNanos());
        if (recent.size() >= most) {
            return false;
        }
        recent.add(nanos);
        return true;
    }
}
