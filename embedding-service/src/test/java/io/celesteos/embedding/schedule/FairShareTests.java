package io.celesteos.embedding.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.celesteos.embedding.caller.Call;
import io.celesteos.embedding.caller.ClientConnection;
import io.celesteos.embedding.caller.Urgency;
import io.celesteos.embedding.model.FakeModel;
import io.celesteos.embedding.model.LoadedModel;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is given what, as one runner sees it. */
class FairShareTests {

    private final LoadedModel model = FakeModel.of(text -> null);
    private final AtomicLong now = new AtomicLong();
    private final Speeds speeds = new Speeds();
    private final EncodeQueue queue = new EncodeQueue(10_000_000, 10_000, 1, 0, speeds, now::get);
    private final Map<String, Integer> given = new HashMap<>();

    private EncodeJob<Integer> submit(String caller, Urgency urgency, int... lengths) {
        EncodeJob<Integer> job = Jobs.of(model, caller, urgency, lengths);
        queue.submit(job, true);
        return job;
    }

    /** Computes the next {@code tokens} at the assumed speed. */
    private void compute(int tokens) {
        for (int done = 0; done < tokens; ) {
            EncodeStep step = poll();
            given.merge(step.job().call().caller(), step.tokens(), Integer::sum);
            done += step.tokens();
        }
    }

    private EncodeStep poll() {
        EncodeBatch batch = Objects.requireNonNull(queue.poll(false));
        long nanos = batch.tokens() * 400_000L;
        now.addAndGet(nanos);
        queue.finished(batch, nanos);
        return batch.steps().getFirst();
    }

    private List<String> callersOfNext(int steps) {
        return IntStream.range(0, steps)
                .mapToObj(n -> poll().job().call().caller())
                .toList();
    }

    @Test
    void manyJobsOfOneCallerDoNotDelayTheOneOfAnother() {
        IntStream.range(0, 50).forEach(n -> submit("greedy", Urgency.BULK, 100, 100));
        compute(100);
        submit("modest", Urgency.BULK, 100, 100);

        // The greedy caller's first job is half done, and ends first; then it is the other's turn.
        assertThat(callersOfNext(4)).containsExactly("greedy", "modest", "modest", "greedy");
    }

    @Test
    void bulkCallersGetEqualShares() {
        IntStream.range(0, 10).forEach(n -> submit("a", Urgency.BULK, Jobs.lengths(40, 100)));
        IntStream.range(0, 40).forEach(n -> submit("b", Urgency.BULK, Jobs.lengths(10, 100)));
        IntStream.range(0, 400).forEach(n -> submit("c", Urgency.BULK, 100));

        compute(60_000);

        // But for the one job of each that is being computed.
        assertThat(given.get("a")).isCloseTo(20_000, within(4_000));
        assertThat(given.get("b")).isCloseTo(20_000, within(4_000));
        assertThat(given.get("c")).isCloseTo(20_000, within(4_000));
    }

    @Test
    void noJobEndsLaterThanSideBySide() {
        EncodeJob<Integer> large = submit("a", Urgency.BULK, Jobs.lengths(30, 100));
        EncodeJob<Integer> small = submit("b", Urgency.BULK, Jobs.lengths(10, 100));

        // Side by side, the small one would end after 20 texts of both, and the large one after all 40.
        int smallEnds = 0;
        for (int step = 1; step <= 40; step++) {
            poll();
            smallEnds = smallEnds == 0 && small.exhausted() ? step : smallEnds;
        }
        assertThat(smallEnds).isBetween(10, 20);
        assertThat(large.exhausted()).isTrue();
    }

    @Test
    void aLiveQueryGoesAheadOfAllBulkWork() {
        List.of("a", "b", "c").forEach(caller -> submit(caller, Urgency.BULK, Jobs.lengths(100, 130)));
        compute(20_000);
        submit("searcher", Urgency.LIVE, 12);

        assertThat(callersOfNext(1)).containsExactly("searcher");
    }

    @Test
    void aCallersOwnBulkWorkDoesNotDelayItsQueries() {
        submit("a", Urgency.BULK, Jobs.lengths(400, 130));
        compute(40_000);
        EncodeJob<Integer> query = submit("a", Urgency.LIVE, 12);

        poll();

        assertThat(query.exhausted()).isTrue();
    }

    @Test
    void aFloodOfLiveWorkLeavesBulkWorkItsShare() {
        submit("importer", Urgency.BULK, Jobs.lengths(1_000, 100));
        IntStream.range(0, 4_000).forEach(n -> submit("flood", Urgency.LIVE, 100));

        compute(200_000);

        // One part in five, but for what live work may be ahead by: a second at the weight of 4, or 10,000 tokens.
        assertThat(given.get("importer")).isCloseTo(200_000 / 5 - 10_000, within(500));
    }

    @Test
    void aWordAloneBuysNoLargerShare() {
        EncodeJob<Integer> honest = submit("honest", Urgency.BULK, Jobs.lengths(1_000, 100));
        Call claims = new Call("pusher", Urgency.LIVE, ClientConnection.UNKNOWN);
        EncodeJob<Integer> pushed = Jobs.of(model, claims, Urgency.BULK, Jobs.lengths(1_000, 100));
        assertThat(pushed.urgency()).isEqualTo(Urgency.HASTENED);
        queue.submit(pushed, true);

        compute(100_000);

        assertThat(given.get("pusher")).isCloseTo(50_000, within(2_700));
        assertThat(honest.waitingTokens()).isCloseTo(50_000, within(2_700));
    }

    @Test
    void whatWasTakenBeyondTheShareIsRememberedFromOneRequestToTheNext() {
        submit("importer", Urgency.BULK, Jobs.lengths(1_000, 100));

        // Never more than one live request at a time: its caller has nothing waiting in between.
        for (int n = 0; n < 900; n++) {
            EncodeJob<Integer> one = submit("steady", Urgency.LIVE, 100);
            while (!one.exhausted()) {
                compute(100);
            }
        }

        // 500 requests are what it may be ahead by; of the 400 others, each fourth lets a text of the import go.
        assertThat(given.get("importer")).isCloseTo(10_000, within(500));
    }

    @Test
    void whoStayedAwayIsOwedNothing() {
        submit("a", Urgency.BULK, Jobs.lengths(1_000, 100));
        compute(50_000);
        submit("late", Urgency.BULK, Jobs.lengths(1_000, 100));
        given.clear();

        compute(100_000);

        // a's job is half done: it would end at 100,000 side by side and goes first; then the late one's follows.
        assertThat(given.get("a")).isEqualTo(50_000);
        assertThat(given.get("late")).isEqualTo(50_000);
    }

    @Test
    void aSlowModelIsChargedForTheTimeItTakes() {
        LoadedModel slow = FakeModel.named("slow", text -> null);
        for (int i = 0; i < 500; i++) {
            speeds.observe("slow", 100, Duration.ofMillis(400).toNanos());
        }
        IntStream.range(0, 100).forEach(n -> queue.submit(Jobs.of(slow, "a", Urgency.BULK, 100), true));
        IntStream.range(0, 1_000).forEach(n -> submit("b", Urgency.BULK, 100));

        int slowSteps = 0;
        for (int step = 0; step < 440; step++) {
            EncodeBatch batch = Objects.requireNonNull(queue.poll(false));
            boolean isSlow = batch.model().equals(slow);
            slowSteps += isSlow ? 1 : 0;
            queue.finished(batch, Duration.ofMillis(isSlow ? 400 : 40).toNanos());
        }

        // 400 of the fast texts need as long as 40 of the slow ones.
        assertThat(slowSteps).isCloseTo(40, within(2));
    }

    @Test
    void madeUpNamesShareOnceThereAreTooMany() {
        IntStream.range(0, 3_000).forEach(n -> submit("made-up-" + n, Urgency.BULK, 100));

        assertThat(queue.waitingCallers()).isEqualTo(3_000);
        assertThat(queue.flows()).isEqualTo(1_001);
    }
}
