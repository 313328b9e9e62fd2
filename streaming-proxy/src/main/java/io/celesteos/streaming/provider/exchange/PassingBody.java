package io.celesteos.streaming.provider.exchange;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A request's body that is let go of once it was taken: the client holds on to the publisher until the answer has ended, and
 * a prompt is long. Nothing is tried twice here, so it is asked for once.
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
        subscriber.onSubscribe(new Subscription() {
            @Override
            public void request(long count) {
                byte[] content = bytes.getAndSet(null);
                if (content != null) {
                    subscriber.onNext(ByteBuffer.wrap(content));
                    subscriber.onComplete();
                }
            }

            @Override
            public void cancel() {
                bytes.set(null);
            }
        });
    }
}
