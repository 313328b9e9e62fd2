package io.celesteos.gateway.idempotency;

import io.celesteos.gateway.body.BoundedCopy;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
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
    private final Function<WatchedAnswer, Mono<Void>> ending;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final BoundedCopy copy;

    /** @param ending what to do with the answer once it is whole, or too large */
    WatchedAnswer(ServerHttpResponse response, long most, Function<WatchedAnswer, Mono<Void>> ending) {
        super(response);
        this.ending = ending;
        this.most = most;
        this.copy = new BoundedCopy(most);
    }

    /** Goes out once it is whole, or too large to keep: what was done is known even when the caller has left. */
    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
        AtomicLong bytes = new AtomicLong();
        return Flux.from(body)
                .cast(DataBuffer.class)
                .doOnNext(copy::add)
                .bufferUntil(buffer -> bytes.addAndGet(buffer.readableByteCount()) > most)
                .switchOnFirst((first, parts) -> {
                    Mono<Void> written = super.writeWith(parts.concatMapIterable(part -> part));
                    return first.isOnError() ? written : end().then(written);
                })
                .then();
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
        return writeWith(Flux.from(body).concatMap(part -> part));
    }

    @Override
    public Mono<Void> setComplete() {
        return end().then(super.setComplete());
    }

    /** Hands over what is to be kept, once; before the caller gets the answer, so that it cannot be too early again. */
    Mono<Void> end() {
        return Mono.defer(() -> ended.compareAndSet(false, true) ? ending.apply(this) : Mono.empty());
    }

    boolean isEnded() {
        return ended.get();
    }

    /** What to answer the next time; empty where the next one should be tried anew. */
    Optional<KeptAnswer> answered(byte[] fingerprint) {
        HttpStatusCode status = getStatusCode();
        int code = status == null ? 200 : status.value();
        if (code < 200 || code >= 500 || PASSING.contains(code)) {
            return Optional.empty();
        }
        return Optional.of(
                copy.isTooLong()
                        ? KeptAnswer.tooLarge(fingerprint)
                        : new KeptAnswer(
                                fingerprint,
                                code,
                                getHeaders().getFirst(HttpHeaders.CONTENT_TYPE),
                                getHeaders().getFirst(HttpHeaders.LOCATION),
                                copy.bytes()));
    }
}
