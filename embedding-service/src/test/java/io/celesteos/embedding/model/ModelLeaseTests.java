package io.celesteos.embedding.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ModelLeaseTests {

    private final ModelLease lease = new ModelLease("alpha");
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        threads.close();
    }

    @Test
    void theEndWaitsForWhoIsInside() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<String> call = CompletableFuture.supplyAsync(
                () -> lease.during(() -> {
                    entered.countDown();
                    await(go);
                    return "done";
                }),
                threads);
        entered.await();

        CompletableFuture<Void> end = CompletableFuture.runAsync(lease::end, threads);
        // Nobody gets in any more, although somebody is still inside.
        Awaitility.await()
                .ignoreExceptions()
                .untilAsserted(() ->
                        assertThatThrownBy(() -> lease.during(() -> "early")).isInstanceOf(ProblemException.class));
        assertThat(end).isNotDone();
        go.countDown();

        assertThat(call.get(30, TimeUnit.SECONDS)).isEqualTo("done");
        end.get(30, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    @Test
    void afterTheEndTheCallerHearsThatTheModelIsGone() {
        lease.end();

        assertThatThrownBy(() -> lease.during(() -> "late"))
                .asInstanceOf(type(ProblemException.class))
                .satisfies(problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.UNKNOWN_MODEL);
                    assertThat(problem.detail()).contains("alpha was unloaded");
                });
    }

    @Test
    void aFailedCallLeavesToo() {
        assertThatThrownBy(() -> lease.during(() -> {
                    throw new IllegalStateException("inside");
                }))
                .hasMessage("inside");

        lease.end();
    }

    @Test
    void quietIsWaitedForButNotForEver() throws Exception {
        lease.awaitQuiet(Duration.ofMillis(1), Duration.ofMinutes(1));

        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        var call = CompletableFuture.runAsync(
                () -> lease.during(() -> {
                    entered.countDown();
                    await(go);
                    return 1;
                }),
                threads);
        entered.await();
        lease.awaitQuiet(Duration.ofMinutes(1), Duration.ofMillis(20));
        go.countDown();
        call.get(30, TimeUnit.SECONDS);
    }
}
