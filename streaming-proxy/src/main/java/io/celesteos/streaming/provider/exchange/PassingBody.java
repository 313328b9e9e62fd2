package io.celesteos.streaming.provider.exchange;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A request's body that is let go of once the answer begins: the client holds on to the publisher until the answer has ended,
 * and a prompt is long. Until then it may be asked for again: the client sends anew by itself what the other side says it has
 * not begun with, as an HTTP/2 server that is going away does.
 */
final class PassingBody implements BodyPublisher {

    private final long length;
    private volatile byte @Nullable [] bytes;

    PassingBody(byte[] bytes) {
        this.length = bytes.length;
        this.bytes = bytes;
    }

    /** Whoever asks for the body from now on gets an error. */
    void letGo() {
        bytes = null;
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        AtomicBoolean over = new AtomicBoolean();
        subscriber.onSubscribe(new Subscription() {
            @Override
            public void request(long count) {
                if (!over.compareAndSet(false, true)) {
                    return;
                }
                byte[] content = bytes;
                if (content == null) {
                    subscriber.onError(new IOException("the answer has begun, its request is gone"));
                } else {
                    subscriber.onNext(ByteBuffer.wrap(content));
                    subscriber.onComplete();
                }
            }

            @Override
            public void cancel() {
                over.set(true);
            }
        });
    }
}
