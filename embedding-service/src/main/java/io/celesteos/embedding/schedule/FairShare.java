package io.celesteos.embedding.schedule;

import io.celesteos.embedding.caller.Urgency;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which job is next: weighted fair queueing over callers (Demers, Keshav and Shenker 1989) with whole jobs as
 * packets, and live work first as long as its caller is within its share.
 *
 * <p>A virtual clock tells what a caller that always wanted something would have been given by now, were all of
 * them served side by side. The job that would end first on that clock goes first. Unlike taking turns text by
 * text, which lets too many jobs miss their deadlines together, no job ends later than it would side by side,
 * and most end earlier (Friedman and Henderson 2003). A caller's own jobs go by their turn (see {@link
 * EncodeQueue}). Guarded by the queue's lock.
 */
final class FairShare {

    /**
     * How far, in seconds on the virtual clock, a caller's live work may be ahead of its share and still go
     * before bulk work: long enough for a large reranking among a few bulk callers, and the most, times its
     * weight, that live work of one caller can delay the bulk work of others beyond their shares.
     */
    static final double ALLOWANCE = 1;

    /** Callers remembered because they were given more than their share; those beyond it share one. */
    private static final int MAX_FLOWS = 1_000;

    private static final String EVERYBODY_ELSE = "everybody else";

    private final Speeds speeds;
    private final Map<Flow.Key, Flow> flows = new HashMap<>();
    private final Map<EncodeJob<?>, Flow> placed = new HashMap<>();
    private double virtualTime;

    FairShare(Speeds speeds) {
        this.speeds = speeds;
    }

    void join(EncodeJob<?> job) {
        Flow flow = flowFor(job);
        flow.startNotBefore(virtualTime);
        flow.jobs().add(job);
        flows.put(flow.key(), flow);
        placed.put(job, flow);
    }

    /** The flow a job is in, or would be in: that of its caller, made up where there is none. */
    private Flow flowFor(EncodeJob<?> job) {
        Flow known = placed.get(job);
        Flow.Key key = new Flow.Key(job.call().caller(), job.urgency());
        Flow.Key kept =
                flows.size() < MAX_FLOWS || flows.containsKey(key) ? key : new Flow.Key(EVERYBODY_ELSE, job.urgency());
        return known != null ? known : flows.getOrDefault(kept, new Flow(kept, virtualTime));
    }

    /** Nothing more of this job is wanted, or all of it was handed out. */
    boolean leave(EncodeJob<?> job) {
        Flow flow = placed.remove(job);
        if (flow == null) {
            return false;
        }
        flow.jobs().remove(job);
        forget();
        return true;
    }

    /** A caller that has nothing waiting and was given no more than its share is as good as a new one. */
    private void forget() {
        if (placed.isEmpty()) {
            flows.clear();
            virtualTime = 0;
        } else {
            flows.values().removeIf(flow -> flow.jobs().isEmpty() && flow.served() <= virtualTime);
        }
    }

    /** The job is given {@code tokens}; to be called before they count as taken. */
    void charge(EncodeJob<?> job, int tokens) {
        double seconds = speeds.seconds(job.modelName(), tokens);
        advance(seconds);
        Flow flow = placed.get(job);
        if (flow != null) {
            flow.charge(seconds);
        }
    }

    /** Side by side, {@code seconds} are divided among those who still want something, by their weights. */
    private void advance(double seconds) {
        double left = seconds;
        while (left > 0) {
            double weight = 0;
            double nextEnd = Double.POSITIVE_INFINITY;
            for (Flow flow : flows.values()) {
                double end = flow.served() + flow.waiting(speeds) / flow.weight();
                if (end > virtualTime) {
                    weight += flow.weight();
                    nextEnd = Math.min(nextEnd, end);
                }
            }
            if (weight == 0) {
                return;
            }
            double untilOneEnds = (nextEnd - virtualTime) * weight;
            if (untilOneEnds >= left) {
                virtualTime += left / weight;
                return;
            }
            virtualTime = nextEnd;
            left -= untilOneEnds;
        }
    }

    /**
     * @param eligible which jobs a runner may take now
     * @param aheadOnly live work within its caller's share, and nothing else
     */
    @Nullable
    EncodeJob<?> next(Predicate<EncodeJob<?>> eligible, boolean aheadOnly) {
        EncodeJob<?> next = null;
        int nextRank = 0;
        double nextEnd = 0;
        for (Flow flow : flows.values()) {
            int rank = rank(flow);
            EncodeJob<?> job = aheadOnly && rank > 0 ? null : flow.first(eligible);
            if (job == null) {
                continue;
            }
            double end = flow.served() + Flow.cost(job, speeds) / flow.weight();
            int order = next == null ? -1 : Integer.compare(rank, nextRank);
            order = order == 0 ? Double.compare(end, nextEnd) : order;
            order = order == 0 && next != null ? Long.compare(job.submission(), next.submission()) : order;
            if (order < 0) {
                next = job;
                nextRank = rank;
                nextEnd = end;
            }
        }
        return next;
    }

    /** 0: live work within its share. 1: bulk work. 2: live work beyond it, which makes up for it now. */
    private int rank(Flow flow) {
        if (!flow.ahead()) {
            return 1;
        }
        return flow.served() <= virtualTime + ALLOWANCE ? 0 : 2;
    }

    /** Seconds of one runner that are given to others (of all callers) before the last text of {@code job}. */
    double secondsAhead(EncodeJob<?> job) {
        Flow own = flowFor(job);
        double before = own.jobs().stream()
                .filter(other -> other != job && EncodeJob.BY_TURN.compare(other, job) < 0)
                .mapToDouble(other -> Flow.cost(other, speeds))
                .sum();
        double start = own.jobs().isEmpty() ? Math.max(own.served(), virtualTime) : own.served();
        double end = start + (before + Flow.cost(job, speeds)) / own.weight();
        double ahead = before;
        for (Flow other : flows.values()) {
            if (other == own || rank(other) > rank(own)) {
                continue;
            }
            double waiting = other.waiting(speeds);
            ahead +=
                    rank(other) < rank(own) ? waiting : Math.clamp((end - other.served()) * other.weight(), 0, waiting);
        }
        return ahead;
    }

    /** The part of the service that a caller with work waiting gets, 0 to 1; all of it where nobody waits. */
    double share(String caller) {
        double all = weight(waitingFlows());
        double own = weight(waitingFlows().filter(flow -> flow.key().caller().equals(caller)));
        return own == 0 ? 1 : own / all;
    }

    private static double weight(Stream<Flow> flows) {
        return flows.mapToDouble(Flow::weight).sum();
    }

    private Stream<Flow> waitingFlows() {
        return flows.values().stream().filter(flow -> !flow.jobs().isEmpty());
    }

    double secondsWaiting() {
        return flows.values().stream().mapToDouble(flow -> flow.waiting(speeds)).sum();
    }

    long tokensWaiting(Urgency urgency) {
        return jobs(urgency).mapToLong(EncodeJob::waitingTokens).sum();
    }

    long jobsWaiting(Urgency urgency) {
        return jobs(urgency).count();
    }

    private Stream<EncodeJob<?>> jobs(Urgency urgency) {
        return waitingFlows().filter(flow -> flow.key().urgency() == urgency).flatMap(flow -> flow.jobs().stream());
    }

    long callersWaiting() {
        return placed.keySet().stream()
                .map(job -> job.call().caller())
                .distinct()
                .count();
    }

    int flows() {
        return flows.size();
    }

    /** All that waits, in no particular order. */
    Collection<EncodeJob<?>> jobs() {
        return placed.keySet();
    }
}
