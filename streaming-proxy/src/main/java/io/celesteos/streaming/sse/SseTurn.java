package io.celesteos.streaming.sse;

import io.celesteos.contracts.request.RequestContext;
import io.celesteos.streaming.admission.StreamQuota;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The writing of one stream, with the place it takes until then. */
final class SseTurn {

    private static final Logger log = LoggerFactory.getLogger(SseTurn.class);

    private final StreamQuota.Place place;
    private final Writing writing;

    SseTurn(StreamQuota.Place place, Writing writing) {
        this.place = place;
        this.writing = writing;
    }

    /**
     * Begins to write, on a thread of its own: the request's has the whole way through the container and its filters below
     * it, which takes more memory than all else that a stream holds here.
     */
    void begin(HttpServletRequest request, HttpServletResponse response, RequestContext context) {
        AsyncContext exchange = request.startAsync(request, response);
        // No time limit: the run has its deadline.
        exchange.setTimeout(0);
        Thread.ofVirtual().name("sse").start(() -> {
            MDC.put("request_id", context.requestId());
            try (place) {
                writing.write();
            } catch (IOException left) {
                log.debug("The caller left before the end", left);
            } catch (RuntimeException unexpected) {
                log.error("A stream broke off", unexpected);
            } finally {
                exchange.complete();
            }
        });
    }

    /** Writes to the end. */
    @FunctionalInterface
    interface Writing {
        /** @throws IOException when the caller has left before */
        void write() throws IOException;
    }
}
