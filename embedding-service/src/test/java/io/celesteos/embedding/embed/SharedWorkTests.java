package io.celesteos.embedding.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.embedding.cache.EmbeddedText;
import io.celesteos.embedding.cache.EmbeddingCacheKey;
import io.celesteos.embedding.caller.Call;
import io.celesteos.embedding.caller.ClientConnection;
import io.celesteos.embedding.model.FakeModel;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SharedWorkTests {

    private final SharedWork shared = new SharedWork();
    private final EmbeddingCacheKey key = EmbeddingCacheKey.of(FakeModel.artifact("m"), true, "pump");
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger computed = new AtomicInteger();

    private EmbeddedText compute() {
        return new EmbeddedText(new float[] {computed.incrementAndGet()}, 3, false);
    }

    private EmbeddedText computeBehindTheGate() {
        begun.countDown();
        try {
            if (!gate.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the gate stayed shut");
            }
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
        return compute();
    }

    private static CompletableFuture<EmbeddedText> as(String caller, Callable<EmbeddedText> work) {
        CompletableFuture<EmbeddedText> result = new CompletableFuture<>();
        Thread.startVirtualThread(() -> run(caller, work, result));
        return result;
    }

    private static void run(String caller, Callable<EmbeddedText> work, CompletableFuture<EmbeddedText> result) {
        try {
            result.complete(new Call(caller, null, ClientConnection.UNKNOWN).call(work));
        } catch (Exception failure) {
            result.completeExceptionally(failure);
        }
    }

    @Test
    void whatOneRequestIsComputingAnotherWaitsFor() throws Exception {
        CompletableFuture<EmbeddedText> first = as("a", () -> shared.get(key, this::computeBehindTheGate));
        begun.await();
        CompletableFuture<EmbeddedText> second = new CompletableFuture<>();
        Thread waiting = Thread.startVirtualThread(() -> run("a", () -> shared.get(key, this::compute), second));
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        gate.countDown();

        assertThat(second.get(20, TimeUnit.SECONDS)).isSameAs(first.get(20, TimeUnit.SECONDS));
        assertThat(computed).hasValue(1);
    }

    @Test
    void aCallerDoesNotWaitForAnothersTurn() throws Exception {
        CompletableFuture<EmbeddedText> first = as("a", () -> shared.get(key, this::computeBehindTheGate));
        begun.await();

        as("b", () -> shared.get(key, this::compute)).get(20, TimeUnit.SECONDS);

        assertThat(first).isNotDone();
        gate.countDown();
        first.join();
        assertThat(computed).hasValue(2);
    }

    @Test
    void aFailureIsNotShared() throws Exception {
        CompletableFuture<EmbeddedText> first = as(
                "a",
                () -> shared.get(key, () -> {
                    computeBehindTheGate();
                    throw new IllegalStateException("broken");
                }));
        begun.await();
        CompletableFuture<EmbeddedText> second = as("a", () -> shared.get(key, this::compute));
        gate.countDown();

        assertThat(second.get(20, TimeUnit.SECONDS)).isNotNull();
        assertThatThrownBy(first::join).hasRootCauseMessage("broken");
    }

    @Test
    void oneAfterTheOtherEachIsComputed() throws Exception {
        as("a", () -> shared.get(key, this::compute)).join();
        as("a", () -> shared.get(key, this::compute)).join();

        assertThat(computed).hasValue(2);
    }
}
