package io.celesteos.gateway.idempotency;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An answer that is copied on its way out, as long as it is small. */
final class WatchedAnswer extends ServerHttpResponseDecorator {

    /** The causes of these pass: 401, 408, 409, 425 and 429 may well be another answer the next time. */
    private static final Set<Integer> PASSING = Set.of(401, 408, 409, 425, 429);

    private final long most;
    private final ByteArrayOutputStream copy = new ByteArrayOutputStream();
    private volatile boolean tooLarge;
    private volatile boolean whole;

    WatchedAnswer(ServerHttpResponse response, long most) {
        super(response);
        this.most = most;
    }

    /** Goes out once it is whole, or too large to keep: what was done is known even when the caller has left. */
    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
        AtomicLong bytes = new AtomicLong();
        return Flux.from(body)
                .cast(DataBuffer.class)
                .doOnNext(this::copy)
                .doOnComplete(() -> whole = true)
                .bufferUntil(buffer -> bytes.addAndGet(buffer.readableByteCount()) > most)
                .switchOnFirst((first, parts) -> super.writeWith(parts.concatMapIterable(part -> part)))
                .then();
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
        return writeWith(Flux.from(body).concatMap(part -> part));
    }

    @Override
    public Mono<Void> setComplete() {
        whole = true;
        return super.setComplete();
    }

    /** Whether all of the answer has passed, or none was needed. */
    boolean isWhole() {
        return whole;
    }

    private void copy(DataBuffer buffer) {
        if (tooLarge || copy.size() + buffer.readableByteCount() > most) {
            tooLarge = true;
            copy.reset();
            return;
        }
        try (DataBuffer.ByteBufferIterator parts = buffer.readableByteBuffers()) {
            while (parts.hasNext()) {
                var part = parts.next();
                byte[] bytes = new byte[part.remaining()];
                part.get(bytes);
                copy.writeBytes(bytes);
            }
        }
    }

    /** What to answer the next time; empty where the next one should be tried anew. */
    Optional<KeptAnswer> answered(byte[] fingerprint) {
        HttpStatusCode status = getStatusCode();
        int code = status == null ? 200 : status.value();
        if (code < 200 || code >= 500 || PASSING.contains(code)) {
            return Optional.empty();
        }
        return Optional.of(
                tooLarge
                        ? KeptAnswer.tooLarge(fingerprint)
                        : new KeptAnswer(
                                fingerprint,
                                code,
                                getHeaders().getFirst(HttpHeaders.CONTENT_TYPE),
                                getHeaders().getFirst(HttpHeaders.LOCATION),
                                copy.toByteArray()));
    }
}
