package io.celesteos.search.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.search.jobs.JobSignals;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HoldingWatchTests {

    private final UUID job = UUID.randomUUID();
    private final JobSignals signals = new JobSignals();
    private final AtomicBoolean held = new AtomicBoolean(true);
    private final CountDownLatch stopped = new CountDownLatch(1);

    @Test
    void whatIsCancelledIsStoppedAtOnce() throws InterruptedException {
        try (HoldingWatch watch = HoldingWatch.over(job, held::get, stopped::countDown, signals)) {
            held.set(false);
            signals.progressed(job);

            assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(watch.lost()).isTrue();
        }
    }

    @Test
    void whatIsDoneIsNotStoppedAnyMore() throws InterruptedException {
        CountDownLatch looked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        HoldingWatch watch = HoldingWatch.over(
                job,
                () -> {
                    looked.countDown();
                    try {
                        return answer.await(20, TimeUnit.SECONDS) && held.get();
                    } catch (InterruptedException stop) {
                        throw new IllegalStateException(stop);
                    }
                },
                stopped::countDown,
                signals);
        signals.progressed(job);
        assertThat(looked.await(20, TimeUnit.SECONDS)).isTrue();

        // The reader is somebody else's from here on, whatever the answer will be.
        watch.close();
        held.set(false);
        answer.countDown();

        assertThat(watch.lost()).isFalse();
        assertThat(stopped.getCount()).isEqualTo(1);
    }
}
