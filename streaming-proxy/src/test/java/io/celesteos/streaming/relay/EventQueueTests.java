package io.celesteos.streaming.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.streaming.event.StreamEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventQueueTests {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final StreamEvent EVENT = new StreamEvent.Started("q", "r");
    private static final StreamEvent END = new StreamEvent.Completed(0, 1, Map.of(), List.of(), "r");

    @Test
    void eventsComeOutInTheOrderTheyWentIn() throws Exception {
        EventQueue queue = new EventQueue(2, Deadline.in(LONG));
        StreamEvent second = new StreamEvent.Started("second", "r");
        queue.put(EVENT);
        queue.put(second);

        assertThat(queue.hasMore()).isTrue();
        assertThat(queue.poll(LONG)).isSameAs(EVENT);
        assertThat(queue.poll(LONG)).isSameAs(second);
        assertThat(queue.hasMore()).isFalse();
    }

    @Test
    void anEmptyQueueGivesNothing() throws Exception {
        assertThat(new EventQueue(1, Deadline.in(LONG)).poll(Duration.ZERO)).isNull();
    }

    @Test
    void theEndGetsIntoAFullQueueAndComesLast() throws Exception {
        EventQueue queue = new EventQueue(1, Deadline.in(LONG));
        queue.put(EVENT);
        queue.finish(END);

        assertThat(queue.poll(LONG)).isSameAs(EVENT);
        assertThat(queue.hasMore()).isTrue();
        assertThat(queue.poll(LONG)).isSameAs(END);
        assertThat(queue.poll(Duration.ZERO)).isNull();
    }

    @Test
    void nothingGetsInAfterTheEnd() throws Exception {
        EventQueue queue = new EventQueue(1, Deadline.in(LONG));
        queue.finish(END);
        queue.finish(new StreamEvent.Completed(99, 1, Map.of(), List.of(), "r"));

        assertThat(queue.put(EVENT)).isFalse();
        assertThat(queue.poll(LONG)).isSameAs(END);
        assertThat(queue.poll(Duration.ZERO)).isNull();
    }

    @Test
    void aFullQueueHoldsTheWriterUntilThereIsRoom() throws Exception {
        EventQueue queue = new EventQueue(1, Deadline.in(LONG));
        queue.put(EVENT);
        CompletableFuture<Boolean> held = putFromAnotherThread(queue);
        assertThat(queue.poll(LONG)).isSameAs(EVENT);
        assertThat(held.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(queue.poll(LONG)).isSameAs(EVENT);
    }

    @Test
    void aWriterHeldByAFullQueueIsLetGoByTheEnd() throws Exception {
        EventQueue queue = new EventQueue(1, Deadline.in(LONG));
        queue.put(EVENT);
        CompletableFuture<Boolean> held = putFromAnotherThread(queue);
        queue.finish(END);
        assertThat(held.get(20, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void aFullQueueIsGivenUpAtTheDeadline() throws Exception {
        EventQueue queue = new EventQueue(1, Deadline.in(Duration.ofMillis(1)));
        assertThat(queue.put(EVENT)).isTrue();
        assertThat(queue.put(EVENT)).isFalse();
    }

    @Test
    void aReaderThatWaitsGetsTheEndAtOnce() throws Exception {
        EventQueue queue = new EventQueue(1, Deadline.in(LONG));
        CompletableFuture<StreamEvent> read = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                read.complete(queue.poll(LONG));
            } catch (InterruptedException stopped) {
                read.completeExceptionally(stopped);
            }
        });
        queue.finish(END);
        assertThat(read.get(20, TimeUnit.SECONDS)).isSameAs(END);
    }

    @Test
    void waitingCanBeInterrupted() {
        EventQueue queue = new EventQueue(1, Deadline.in(LONG));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> queue.poll(LONG)).isInstanceOf(InterruptedException.class);
    }

    private static CompletableFuture<Boolean> putFromAnotherThread(EventQueue queue) {
        CompletableFuture<Boolean> result = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                result.complete(queue.put(EVENT));
            } catch (InterruptedException stopped) {
                result.completeExceptionally(stopped);
            }
        });
        return result;
    }
}
