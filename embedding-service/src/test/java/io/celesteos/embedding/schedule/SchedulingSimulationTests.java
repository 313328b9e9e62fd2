package io.celesteos.embedding.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.embedding.caller.Call;
import io.celesteos.embedding.caller.ClientConnection;
import io.celesteos.embedding.caller.Urgency;
import io.celesteos.embedding.model.FakeModel;
import io.celesteos.embedding.model.LoadedModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * The real queue on a clock that is made up: two runners at 2,700 tokens a second each, and one more that shares
 * their cores. What it prints stands in docs/embedding/scheduling.md. For comparison, the same work when all of it
 * comes from one caller and is of one urgency: then jobs go by their turn alone.
 */
class SchedulingSimulationTests {

    private static final int RUNNERS = 2;
    private static final double NANOS_PER_TOKEN = 1e9 / 2_700;

    /** Three threads on two cores. */
    private static final double SHARED_CORES = 1.5;

    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1_000 * MILLISECOND;

    private final LoadedModel model = FakeModel.of(text -> null);

    private enum Discipline {
        BY_TURN_ALONE,
        FAIR,
        FAIR_WITH_A_LIVE_RUNNER
    }

    /** A job and when it is sent. */
    private record Arrival(long at, String caller, Urgency urgency, int[] lengths) {}

    private static final class Sent {
        private final Arrival arrival;
        private int left;
        private long begun = -1;
        private long ended = -1;

        Sent(Arrival arrival) {
            this.arrival = arrival;
            this.left = arrival.lengths().length;
        }
    }

    /** One batch in a runner. */
    private record Running(int runner, long ends, EncodeBatch batch, long took) {}

    private List<Sent> simulate(List<Arrival> arrivals, Discipline discipline) {
        AtomicLong now = new AtomicLong();
        var queue = new EncodeQueue(10_000_000, 10_000, RUNNERS, 0, new Speeds(), now::get);
        List<Arrival> coming = new ArrayList<>(arrivals);
        coming.sort(Comparator.comparingLong(Arrival::at));
        Map<EncodeJob<?>, Sent> sent = new LinkedHashMap<>();
        var running = new PriorityQueue<Running>(Comparator.comparingLong(Running::ends));
        boolean[] busy = new boolean[RUNNERS + 1];
        int next = 0;
        while (next < coming.size() || !running.isEmpty()) {
            long arrives = next < coming.size() ? coming.get(next).at() : Long.MAX_VALUE;
            long ends = running.isEmpty() ? Long.MAX_VALUE : running.peek().ends();
            now.set(Math.min(arrives, ends));
            if (ends <= arrives) {
                Running done = running.remove();
                busy[done.runner()] = false;
                queue.finished(done.batch(), done.took());
                done.batch().steps().forEach(step -> end(sent.get(step.job()), now.get()));
            } else {
                Arrival arrival = coming.get(next++);
                EncodeJob<?> job = discipline == Discipline.BY_TURN_ALONE
                        ? Jobs.of(model, "all", Urgency.LIVE, arrival.lengths())
                        : Jobs.of(model, call(arrival), shape(arrival), arrival.lengths());
                queue.submit(job, true);
                sent.put(job, new Sent(arrival));
            }
            for (int runner = 0; runner <= RUNNERS; runner++) {
                boolean extra = runner == RUNNERS;
                if (busy[runner] || (extra && discipline != Discipline.FAIR_WITH_A_LIVE_RUNNER)) {
                    continue;
                }
                EncodeBatch batch = queue.poll(extra);
                if (batch != null) {
                    busy[runner] = true;
                    long took = (long) (batch.tokens() * NANOS_PER_TOKEN * (extra ? SHARED_CORES : 1));
                    running.add(new Running(runner, now.get() + took, batch, took));
                    batch.steps().forEach(step -> begin(sent.get(step.job()), now.get()));
                }
            }
        }
        return List.copyOf(sent.values());
    }

    private static Call call(Arrival arrival) {
        Urgency claimed = arrival.urgency() == Urgency.HASTENED ? Urgency.LIVE : null;
        return new Call(arrival.caller(), claimed, ClientConnection.UNKNOWN);
    }

    private static Urgency shape(Arrival arrival) {
        return arrival.urgency() == Urgency.HASTENED ? Urgency.BULK : arrival.urgency();
    }

    private static void begin(Sent job, long now) {
        job.begun = job.begun < 0 ? now : job.begun;
    }

    private static void end(Sent job, long now) {
        job.left--;
        job.ended = job.left == 0 ? now : job.ended;
    }

    private static double[] seconds(List<Sent> sent, String caller, boolean untilTheFirstText) {
        return sent.stream()
                .filter(job -> job.arrival.caller().equals(caller))
                .mapToDouble(job -> ((untilTheFirstText ? job.begun : job.ended) - job.arrival.at()) / 1e9)
                .sorted()
                .toArray();
    }

    private static double at(double quantile, double[] sorted) {
        return sorted[(int) Math.ceil(quantile * sorted.length) - 1];
    }

    private static void print(String what, Discipline discipline, Object... values) {
        System.out.printf(
                Locale.ROOT,
                "%-34s %-24s %s%n",
                what,
                discipline.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                String.format(Locale.ROOT, "%s %s %s %s".substring(0, 3 * values.length - 1), values));
    }

    private static String millis(double seconds) {
        return String.format(Locale.ROOT, "%8.1f ms", seconds * 1_000);
    }

    @Test
    void aQueryWhileThreeBulkCallersRun() {
        List<Arrival> arrivals = new ArrayList<>();
        for (String caller : List.of("a", "b", "c")) {
            for (long at = 0; at < 30 * SECOND; at += 5 * SECOND) {
                arrivals.add(new Arrival(at, caller, Urgency.BULK, Jobs.lengths(100, 130)));
            }
        }
        for (long at = 37 * MILLISECOND; at < 30 * SECOND; at += 97 * MILLISECOND) {
            arrivals.add(new Arrival(at, "searcher", Urgency.LIVE, Jobs.lengths(1, 12)));
        }

        for (Discipline discipline : Discipline.values()) {
            List<Sent> sent = simulate(arrivals, discipline);
            double[] wait = seconds(sent, "searcher", true);
            print(
                    "query, wait p50 p95 max",
                    discipline,
                    millis(at(0.5, wait)),
                    millis(at(0.95, wait)),
                    millis(at(1, wait)));
            double limit = switch (discipline) {
                case BY_TURN_ALONE -> Double.POSITIVE_INFINITY;
                // One text of 130 tokens.
                case FAIR -> 130 * NANOS_PER_TOKEN / 1e9 + 1e-6;
                // Another query on the same runner.
                case FAIR_WITH_A_LIVE_RUNNER -> 12 * SHARED_CORES * NANOS_PER_TOKEN / 1e9 + 1e-6;
            };
            assertThat(at(1, wait)).isLessThanOrEqualTo(limit);
        }
    }

    @Test
    void aGreedyCallerAgainstOneRequest() {
        List<Arrival> arrivals = new ArrayList<>();
        for (int n = 0; n < 50; n++) {
            arrivals.add(new Arrival(0, "greedy", Urgency.BULK, Jobs.lengths(15, 130)));
        }
        arrivals.add(new Arrival(100 * MILLISECOND, "modest", Urgency.BULK, Jobs.lengths(15, 130)));

        for (Discipline discipline : Discipline.values()) {
            List<Sent> sent = simulate(arrivals, discipline);
            double modest = at(1, seconds(sent, "modest", false));
            double greedy = at(1, seconds(sent, "greedy", false));
            print("one job, and the last of fifty", discipline, millis(modest), millis(greedy));
            if (discipline != Discipline.BY_TURN_ALONE) {
                // Twice the 0.36 s it needs alone, and what is in the runners when it comes.
                assertThat(modest).isLessThan(0.9);
                assertThat(greedy).isLessThan(51 * 15 * 130 * NANOS_PER_TOKEN / RUNNERS / 1e9 + 0.1);
            }
        }
    }

    @Test
    void anHonestImportBesideOneThatSaysItIsLive() {
        List<Arrival> arrivals = new ArrayList<>();
        for (int n = 0; n < 10; n++) {
            arrivals.add(new Arrival(0, "honest", Urgency.BULK, Jobs.lengths(100, 130)));
            arrivals.add(new Arrival(0, "pusher", Urgency.HASTENED, Jobs.lengths(100, 130)));
        }

        List<Sent> sent = simulate(arrivals, Discipline.FAIR);

        double[] honest = seconds(sent, "honest", false);
        double[] pusher = seconds(sent, "pusher", false);
        print("first of ten: honest, pusher", Discipline.FAIR, millis(honest[0]), millis(pusher[0]));
        print("last of ten: honest, pusher", Discipline.FAIR, millis(honest[9]), millis(pusher[9]));
        // The word is worth its allowance, once: a second of one runner ahead.
        assertThat(honest[9] - pusher[9]).isLessThan(3);
        assertThat(honest[0]).isLessThan(6);
    }

    @Test
    void turnsAreKeptAmongJobsOfOneCaller() {
        List<Arrival> arrivals = new ArrayList<>(List.of(
                new Arrival(0, "a", Urgency.LIVE, Jobs.lengths(20, 130)),
                new Arrival(1, "a", Urgency.LIVE, Jobs.lengths(20, 130))));
        arrivals.add(new Arrival(2, "a", Urgency.LIVE, Jobs.lengths(1, 12)));

        double[] ends = simulate(arrivals, Discipline.FAIR).stream()
                .mapToDouble(job -> job.ended)
                .toArray();

        assertThat(ends[2]).isLessThan(ends[0]);
        assertThat(ends[0]).isLessThan(ends[1]);
    }
}
