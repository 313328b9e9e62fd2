package io.celesteos.embedding.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CallTests {

    private static final Duration LONG = Duration.ofSeconds(15);

    private final Call staying = new Call("a", null, ClientConnection.UNKNOWN);
    private final Call leaving = new Call("a", null, () -> true);

    @Test
    void whatIsThereIsNotWaitedFor() throws InterruptedException {
        assertThat(leaving.await(CompletableFuture.completedFuture(1), Duration.ZERO))
                .isEqualTo(Call.Waited.DONE);
    }

    @Test
    void aFailureIsAnEndToo() throws InterruptedException {
        assertThat(staying.await(CompletableFuture.failedFuture(new IllegalStateException()), LONG))
                .isEqualTo(Call.Waited.DONE);
        CompletableFuture<String> later = new CompletableFuture<>();
        Thread.startVirtualThread(() -> later.completeExceptionally(new CancellationException()));
        assertThat(staying.await(later, LONG)).isEqualTo(Call.Waited.DONE);
    }

    @Test
    void theTimeIsKept() throws InterruptedException {
        assertThat(staying.await(new CompletableFuture<>(), Duration.ofMillis(60)))
                .isEqualTo(Call.Waited.LATE);
    }

    @Test
    void aClientThatLeftIsNotWaitedFor() throws InterruptedException {
        assertThat(leaving.await(new CompletableFuture<>(), LONG)).isEqualTo(Call.Waited.GONE);
    }
}
