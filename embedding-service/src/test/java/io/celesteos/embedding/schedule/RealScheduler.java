package io.celesteos.embedding.schedule;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;

/** A running scheduler with the default settings and two runners, for all tests of this JVM. */
public final class RealScheduler {

    private static final EncodeScheduler SHARED = start();

    private RealScheduler() {}

    public static EncodeScheduler shared() {
        return SHARED;
    }

    private static EncodeScheduler start() {
        var scheduler = new EncodeScheduler(
                new ScheduleProperties(2, 1, 131_072, 256, Duration.ofMinutes(1)), new SimpleMeterRegistry());
        scheduler.start();
        return scheduler;
    }
}
