package io.celesteos.embedding.schedule;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** A running scheduler with the default settings and two runners, for all tests of this JVM. */
public final class RealScheduler {

    private static final EncodeScheduler SHARED = start();

    private RealScheduler() {}

    public static EncodeScheduler shared() {
        return SHARED;
    }

    private static EncodeScheduler start() {
        var scheduler = new EncodeScheduler(new ScheduleProperties(2, 131_072, 256), new SimpleMeterRegistry());
        scheduler.start();
        return scheduler;
    }
}
