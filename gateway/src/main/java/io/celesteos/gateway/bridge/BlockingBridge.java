package io.celesteos.gateway.bridge;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.web.reactive.RequestContextWebFilter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Runs blocking work of an exchange on a virtual thread, within the exchange's {@link RequestContext}. A caller
 * that leaves interrupts the work. Overload is refused at once: waiting for a place would only add to it.
 */
@Component
public final class BlockingBridge implements AutoCloseable {

    private static final String REQUEST_ID = "request_id";

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("bridge-", 0).factory());
    private final Semaphore places;

    public BlockingBridge(BridgeProperties properties) {
        this.places = new Semaphore(properties.maxInFlight());
    }

    /** The result of {@code work}, or its exception; 503 {@code overloaded} when there is no place for it. */
    public <T> Mono<T> call(ServerWebExchange exchange, Callable<T> work) {
        RequestContext context = RequestContextWebFilter.of(exchange);
        return Mono.create(sink -> {
            if (!places.tryAcquire()) {
                sink.error(ProblemException.retryLater(
                        ProblemType.OVERLOADED,
                        "Too many requests are being worked on. Try again in a moment.",
                        Duration.ofSeconds(1)));
                return;
            }
            AtomicBoolean left = new AtomicBoolean();
            Future<?> running = threads.submit(() -> run(context, work, sink, left));
            sink.onCancel(() -> {
                left.set(true);
                running.cancel(true);
            });
        });
    }

    private <T> void run(RequestContext context, Callable<T> work, MonoSink<T> sink, AtomicBoolean left) {
        try (var ignored = MDC.putCloseable(REQUEST_ID, context.requestId())) {
            sink.success(context.call(work));
        } catch (Exception failure) {
            // After a cancellation nobody listens, and Reactor would log the interruption as a dropped error.
            if (!left.get()) {
                sink.error(failure);
            }
        } finally {
            places.release();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
