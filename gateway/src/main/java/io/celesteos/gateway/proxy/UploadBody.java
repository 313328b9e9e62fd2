package io.celesteos.gateway.proxy;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;

/** An upload on its way through: never held, only counted. */
final class UploadBody extends ServerHttpRequestDecorator {

    private final long max;

    /** @throws ProblemException 413 when the declared length is over {@code max} bytes */
    UploadBody(ServerHttpRequest request, long max) {
        super(request);
        this.max = max;
        if (request.getHeaders().getContentLength() > max) {
            throw tooLarge();
        }
    }

    @Override
    public Flux<DataBuffer> getBody() {
        AtomicLong passed = new AtomicLong();
        return super.getBody().handle((buffer, sink) -> {
            if (passed.addAndGet(buffer.readableByteCount()) > max) {
                DataBufferUtils.release(buffer);
                sink.error(tooLarge());
            } else {
                sink.next(buffer);
            }
        });
    }

    private ProblemException tooLarge() {
        return ProblemException.of(ProblemType.BODY_TOO_LARGE, "Send at most " + max + " bytes in one upload.");
    }
}
