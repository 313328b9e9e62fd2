package io.celesteos.gateway.body;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A request body read whole within a limit, and a request sent on with another body. */
public final class WholeBody {

    private WholeBody() {}

    /** The bytes; empty for no body. 413 when there are more than {@code max}. */
    public static Mono<byte[]> read(ServerHttpRequest request, long max) {
        return DataBufferUtils.join(request.getBody(), (int) Math.min(max, Integer.MAX_VALUE))
                .map(WholeBody::bytes)
                .defaultIfEmpty(new byte[0])
                .onErrorMap(
                        DataBufferLimitException.class,
                        tooLarge -> ProblemException.of(
                                ProblemType.BODY_TOO_LARGE, "Send at most " + max + " bytes in one JSON body."));
    }

    /** @throws ProblemException 415 for a body that is not plain JSON; one without a type is taken for JSON */
    public static void requireJson(ServerHttpRequest request) {
        MediaType type = request.getHeaders().getContentType();
        String encoding = request.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING);
        boolean plain = encoding == null || encoding.equalsIgnoreCase("identity");
        boolean json = type == null
                || MediaType.APPLICATION_JSON.isCompatibleWith(type)
                || type.getSubtype().endsWith("+json");
        if (!plain || !json) {
            throw ProblemException.of(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "Send the body as application/json (Content-Type header), not compressed.");
        }
    }

    /** {@code request} with this body; null for none. */
    public static ServerHttpRequest replace(ServerHttpRequest request, byte @Nullable [] body) {
        HttpHeaders headers = new HttpHeaders();
        headers.putAll(request.getHeaders());
        headers.remove(HttpHeaders.TRANSFER_ENCODING);
        headers.remove(HttpHeaders.CONTENT_LENGTH);
        headers.remove(HttpHeaders.CONTENT_TYPE);
        if (body != null) {
            headers.setContentLength(body.length);
            headers.setContentType(MediaType.APPLICATION_JSON);
        }
        return new ServerHttpRequestDecorator(request) {
            @Override
            public HttpHeaders getHeaders() {
                return headers;
            }

            @Override
            public Flux<DataBuffer> getBody() {
                return body == null
                        ? Flux.empty()
                        : Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)));
            }
        };
    }

    /**
     * {@code request} whose body has so long to arrive, from the moment it is asked for: else 408. Not a pause between
     * two pieces: a byte now and then would keep it going for ever.
     */
    public static ServerHttpRequest within(ServerHttpRequest request, Duration limit) {
        return new ServerHttpRequestDecorator(request) {
            @Override
            public Flux<DataBuffer> getBody() {
                return super.getBody().takeUntilOther(Mono.delay(limit).then(Mono.error(WholeBody::tooSlow)));
            }
        };
    }

    private static ProblemException tooSlow() {
        return ProblemException.of(
                ProblemType.REQUEST_TOO_SLOW, "The body did not arrive in time. Send it without pauses.");
    }

    /** {@code request} as it came, with the body that was read from it. */
    public static ServerHttpRequest again(ServerHttpRequest request, byte[] body) {
        return new ServerHttpRequestDecorator(request) {
            @Override
            public Flux<DataBuffer> getBody() {
                return Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)));
            }
        };
    }

    private static byte[] bytes(DataBuffer joined) {
        byte[] bytes = new byte[joined.readableByteCount()];
        joined.read(bytes);
        DataBufferUtils.release(joined);
        return bytes;
    }
}
