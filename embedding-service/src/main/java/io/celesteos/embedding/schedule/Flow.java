package io.celesteos.embedding.schedule;

import io.celesteos.embedding.caller.Urgency;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The waiting jobs of one caller at one urgency, and what that caller was given. Guarded by the queue's lock.
 */
final class Flow {

    /** Live work of one caller gets this much where bulk work of another gets one, while both wait. */
    static final double LIVE_WEIGHT = 4;

    /** Whose jobs these are. */
    record Key(String caller, Urgency urgency) {}

    private final Key key;
    private final List<EncodeJob<?>> jobs = new ArrayList<>();
    private double served;

    /** @param served where it starts: nobody is given anything for the time it did not ask */
    Flow(Key key, double served) {
        this.key = key;
        this.served = served;
    }

    Key key() {
        return key;
    }

    boolean ahead() {
        return key.urgency().ahead();
    }

    double weight() {
        return key.urgency() == Urgency.LIVE ? LIVE_WEIGHT : 1;
    }

    List<EncodeJob<?>> jobs() {
        return jobs;
    }

    /** Seconds of one runner it was given, divided by its weight. */
    double served() {
        return served;
    }

    void startNotBefore(double virtualTime) {
        if (jobs.isEmpty()) {
            served = Math.max(served, virtualTime);
        }
    }

    void charge(double seconds) {
        served += seconds / weight();
    }

    /** Seconds of one runner that all its jobs still need. */
    double waiting(Speeds speeds) {
        double seconds = 0;
        for (EncodeJob<?> job : jobs) {
            seconds += cost(job, speeds);
        }
        return seconds;
    }

    static double cost(EncodeJob<?> job, Speeds speeds) {
        return speeds.seconds(job.modelName(), job.waitingTokens());
    }

    /** Whose turn it is. */
    @Nullable
    EncodeJob<?> first(Predicate<EncodeJob<?>> eligible) {
        EncodeJob<?> first = null;
        for (EncodeJob<?> job : jobs) {
            if (eligible.test(job) && (first == null || EncodeJob.BY_TURN.compare(job, first) < 0)) {
                first = job;
            }
        }
        return first;
    }
}
