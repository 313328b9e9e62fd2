package io.celesteos.gateway.querylog;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.gateway.stack.Yachts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class QueuedQueryLogTests {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> stored = new ArrayList<>();

    @Test
    void aFullQueueDropsAndCountsInsteadOfWaiting() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        QueuedQueryLog log = log(2, queries -> {
            busy.countDown();
            await(letGo);
            store(queries);
        });
        log.add(query("first"));
        assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
        log.add(query("second"));
        log.add(query("third"));
        log.add(query("fourth"));
        assertThat(count("dropped")).isEqualTo(1);
        letGo.countDown();
        log.close();
        assertThat(stored).containsExactly("first", "second", "third");
        assertThat(count("written")).isEqualTo(3);
    }

    @Test
    void aTableThatIsAwayLosesLinesAndNothingElse() throws InterruptedException {
        CountDownLatch failedOnce = new CountDownLatch(1);
        QueuedQueryLog log = log(10, queries -> {
            if (failedOnce.getCount() > 0) {
                failedOnce.countDown();
                throw new IllegalStateException("away");
            }
            store(queries);
        });
        log.add(query("lost"));
        assertThat(failedOnce.await(10, TimeUnit.SECONDS)).isTrue();
        log.add(query("kept"));
        log.close();
        assertThat(stored).containsExactly("kept");
        assertThat(count("failed")).isEqualTo(1);
    }

    @Test
    void closingGivesUpOnATableThatHangs() {
        CountDownLatch never = new CountDownLatch(1);
        QueuedQueryLog log = new QueuedQueryLog(
                        queries -> await(never), new QueryLogProperties(5, Duration.ofMillis(50)), meters)
                .start();
        log.add(query("stuck"));
        log.close();
        assertThat(count("written")).isZero();
        never.countDown();
    }

    private QueuedQueryLog log(int capacity, QueryTable table) {
        return new QueuedQueryLog(table, new QueryLogProperties(capacity, Duration.ofSeconds(10)), meters).start();
    }

    private void store(List<AskedQuery> queries) {
        queries.forEach(query -> stored.add(query.query()));
    }

    private double count(String outcome) {
        return meters.get("gateway.query.log").tag("outcome", outcome).counter().count();
    }

    private static AskedQuery query(String text) {
        return new AskedQuery(Yachts.FIRST, null, text, 0, 1, List.of());
    }

    /** Until the latch opens, whatever interrupts. */
    private static void await(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException stop) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
