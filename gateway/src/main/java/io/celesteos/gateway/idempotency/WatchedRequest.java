package io.celesteos.gateway.idempotency;

import java.util.Optional;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;

/** A request whose body is fingerprinted while others read it; nothing of it is held. */
final class WatchedRequest extends ServerHttpRequestDecorator {

    private final Fingerprint fingerprint;
    private volatile boolean begun;
    private volatile boolean whole;

    WatchedRequest(ServerHttpRequest request) {
        super(request);
        this.fingerprint = Fingerprint.of(request);
    }

    @Override
    public Flux<DataBuffer> getBody() {
        return super.getBody()
                .doOnSubscribe(reading -> begun = true)
                .doOnNext(fingerprint::add)
                .doOnComplete(() -> whole = true);
    }

    /** Once; empty when the body was not read to its end. */
    Optional<byte[]> fingerprint() {
        boolean none =
                !begun && getHeaders().getContentLength() <= 0 && !getHeaders().containsHeader("Transfer-Encoding");
        return whole || none ? Optional.of(fingerprint.value()) : Optional.empty();
    }
}
