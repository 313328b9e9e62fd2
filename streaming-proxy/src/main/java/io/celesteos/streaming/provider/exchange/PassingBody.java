package io.celesteos.streaming.provider.exchange;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A request's body that is let go of once it was asked for: the client holds on to the publisher until the answer has ended,
 * and a prompt is long. Nothing is tried twice here, so it is asked for once.
 */
final class PassingBody implements BodyPublisher {

    private final long length;
    private final AtomicReference<byte @Nullable []> bytes;

    PassingBody(byte[] bytes) {
        this.length = bytes.length;
        this.bytes = new AtomicReference<>(bytes);
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        byte[] content = bytes.getAndSet(null);
        BodyPublisher once = content == null
                ? BodyPublishers.fromPublisher(BodyPublishers.noBody())
                : BodyPublishers.ofByteArray(content);
        once.subscribe(subscriber);
    }
}
