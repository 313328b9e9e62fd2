package io.celesteos.streaming.provider.exchange;

import io.celesteos.streaming.provider.model.Fault;
import io.celesteos.streaming.provider.model.StreamWatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one streamed answer, as they come. A read waits as long as the watch allows and ends at an
 * interrupt; closing gives the connection up at once. Filled by the HTTP client, read by one thread.
 */
final class WatchedBody extends InputStream implements BodySubscriber<InputStream> {

    /** Far above any answer; a provider that sends more has gone wrong. */
    static final long MAX_BYTES = 8L << 20;

    private final StreamWatch watch;
    private final AtomicReference<@Nullable Subscription> subscription = new AtomicReference<>();
    private volatile boolean closed;

    /** Bounded by asking for one batch at a time: never more than that and the end. */
    private final LinkedBlockingQueue<Arrival> arrived = new LinkedBlockingQueue<>();

    private final ArrayDeque<ByteBuffer> readable = new ArrayDeque<>();
    private long taken;
    private boolean ended;

    WatchedBody(StreamWatch watch) {
        this.watch = watch;
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Subscription opened) {
        subscription.set(opened);
        if (closed) {
            opened.cancel();
        } else {
            opened.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> batch) {
        arrived.add(new Arrival.Bytes(batch));
    }

    @Override
    public void onError(Throwable failure) {
        arrived.add(new Arrival.Failure(failure));
    }

    @Override
    public void onComplete() {
        arrived.add(new Arrival.End());
    }

    @Override
    public int read() throws IOException {
        if (!awaitReadable()) {
            return -1;
        }
        int value = readable.element().get() & 0xFF;
        dropSpent();
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!awaitReadable()) {
            return -1;
        }
        ByteBuffer first = readable.element();
        int count = Math.min(length, first.remaining());
        first.get(target, offset, count);
        dropSpent();
        return count;
    }

    @Override
    public int available() {
        return readable.stream().mapToInt(ByteBuffer::remaining).sum();
    }

    @Override
    public void close() {
        closed = true;
        Subscription opened = subscription.get();
        if (opened != null) {
            opened.cancel();
        }
    }

    private boolean awaitReadable() throws IOException {
        while (readable.isEmpty()) {
            if (ended || !receive()) {
                return false;
            }
        }
        return true;
    }

    /** Waits for what comes next; false at the end. */
    private boolean receive() throws IOException {
        switch (next()) {
            case Arrival.Bytes bytes -> {
                for (ByteBuffer buffer : bytes.batch()) {
                    taken += buffer.remaining();
                    readable.add(buffer);
                }
                if (taken > MAX_BYTES) {
                    close();
                    throw new StreamBroken(Fault.GARBLED);
                }
                dropSpent();
                Subscription opened = subscription.get();
                if (opened != null) {
                    opened.request(1);
                }
                return true;
            }
            case Arrival.Failure failure -> throw new StreamBroken(Fault.CUT, failure.cause());
            case Arrival.End end -> {
                ended = true;
                return false;
            }
        }
    }

    private Arrival next() throws IOException {
        try {
            Duration patience = watch.patience();
            Arrival arrival = arrived.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
            if (arrival == null) {
                throw new StreamBroken(watch.verdict());
            }
            return arrival;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("nobody wants the answer any more");
        }
    }

    private void dropSpent() {
        while (!readable.isEmpty() && !readable.element().hasRemaining()) {
            readable.remove();
        }
    }

    private sealed interface Arrival {
        record Bytes(List<ByteBuffer> batch) implements Arrival {}

        record Failure(Throwable cause) implements Arrival {}

        record End() implements Arrival {}
    }
}
