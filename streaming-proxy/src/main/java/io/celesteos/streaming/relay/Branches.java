package io.celesteos.streaming.relay;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.RequestContext;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the branches of one run, each on a virtual thread of its own within the request's context, and hands over
 * how they ended in the order they ended. Started and read by one thread.
 */
final class Branches {

    private final RequestContext context;
    private final RequestContext searchContext;
    private final Executor threads;
    private final Set<Branch> pending = EnumSet.noneOf(Branch.class);

    /** Every branch ends once, so there is always room. */
    private final BlockingQueue<Arrival> ended = new ArrayBlockingQueue<>(Branch.values().length);

    Branches(RequestContext context, Duration answerReserve, Executor threads) {
        this.context = context;
        this.threads = threads;
        this.searchContext = withReserve(context, answerReserve);
    }

    void start(Branch branch, Callable<Arrival> work) {
        pending.add(branch);
        threads.execute(() -> ended.add(outcome(branch, work)));
    }

    /** As {@link #start}, unless {@code sparing} ends within that time. */
    void startUnless(CountDownLatch sparing, Duration within, Branch branch, Callable<Arrival> work) {
        pending.add(branch);
        threads.execute(() -> {
            try {
                boolean spared = sparing.await(within.toNanos(), TimeUnit.NANOSECONDS);
                ended.add(spared ? new Arrival.Spared(branch) : outcome(branch, work));
            } catch (InterruptedException stopped) {
                // The run is over: nobody waits for this one.
                Thread.currentThread().interrupt();
            }
        });
    }

    /** How the next branch ended; null when the deadline passed first. */
    @Nullable
    Arrival next() throws InterruptedException {
        Arrival arrival = ended.poll(context.deadline().remaining().toNanos(), TimeUnit.NANOSECONDS);
        if (arrival != null) {
            pending.remove(arrival.branch());
        }
        return arrival;
    }

    boolean pending(Branch branch) {
        return pending.contains(branch);
    }

    private Arrival outcome(Branch branch, Callable<Arrival> work) {
        try {
            return context.timings()
                    .time(
                            branch.stage(),
                            () -> (branch == Branch.SEARCH || branch == Branch.FUSED ? searchContext : context)
                                    .call(work));
        } catch (Exception failure) {
            return new Arrival.Lost(branch, failure);
        }
    }

    /** A full search that takes all the time there is would leave none for an answer from the first hits. */
    private static RequestContext withReserve(RequestContext context, Duration reserve) {
        Duration kept =
                Deadline.in(reserve).atMost(context.deadline().remaining().dividedBy(4));
        return new RequestContext(
                context.requestId(),
                context.traceparent(),
                new Deadline(context.deadline().nanoTime() - kept.toNanos()),
                context.timings(),
                context.startNanos());
    }
}
