package io.celesteos.gateway.bridge;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.web.reactive.RequestContextWebFilter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Runs blocking work of an exchange on a virtual thread, within the exchange's {@link RequestContext}, and goes on
 * where the exchange lives, on its event loop: an upgrade to a WebSocket from any other thread would race with the
 * client's first frame. A caller that leaves interrupts the work. Overload is refused at once: waiting for a place
 * would only add to it.
 */
@Component
public final class BlockingBridge implements AutoCloseable {

    private static final String REQUEST_ID = "request_id";

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("bridge-", 0).factory());
    private final Semaphore places;
    private final Function<ServerWebExchange, Executor> home;

    @Autowired
    public BlockingBridge(BridgeProperties properties) {
        this(properties, BlockingBridge::eventLoop);
    }

    /** @param home where an exchange lives */
    BlockingBridge(BridgeProperties properties, Function<ServerWebExchange, Executor> home) {
        this.places = new Semaphore(properties.maxInFlight());
        this.home = home;
    }

    /** The result of {@code work}, or its exception; 503 {@code overloaded} when there is no place for it. */
    public <T> Mono<T> call(ServerWebExchange exchange, Callable<T> work) {
        RequestContext context = RequestContextWebFilter.of(exchange);
        Executor back = home.apply(exchange);
        return Mono.create(sink -> {
            if (!places.tryAcquire()) {
                sink.error(ProblemException.retryLater(
                        ProblemType.OVERLOADED,
                        "Too many requests are being worked on. Try again in a moment.",
                        Duration.ofSeconds(1)));
                return;
            }
            AtomicBoolean left = new AtomicBoolean();
            Future<?> running = threads.submit(() -> run(context, work, sink, left, back));
            sink.onCancel(() -> {
                left.set(true);
                running.cancel(true);
            });
        });
    }

    /** The result of {@code future}, which somebody else works on, where the exchange lives. */
    public <T> Mono<T> whenDone(ServerWebExchange exchange, CompletableFuture<T> future) {
        if (future.isDone()) {
            return Mono.fromFuture(future);
        }
        Executor back = home.apply(exchange);
        return Mono.create(sink -> future.whenComplete((result, failure) -> back.execute(() -> {
            if (failure == null) {
                sink.success(result);
            } else {
                sink.error(
                        failure instanceof CompletionException wrapped && wrapped.getCause() != null
                                ? wrapped.getCause()
                                : failure);
            }
        })));
    }

    private <T> void run(
            RequestContext context, Callable<T> work, MonoSink<T> sink, AtomicBoolean left, Executor back) {
        Runnable outcome;
        try (var ignored = MDC.putCloseable(REQUEST_ID, context.requestId())) {
            T result = context.call(work);
            outcome = () -> sink.success(result);
        } catch (Throwable failure) {
            // After a cancellation nobody listens, and Reactor would log the interruption as a dropped error.
            outcome = () -> {
                if (!left.get()) {
                    sink.error(failure);
                }
            };
        } finally {
            places.release();
        }
        back.execute(outcome);
    }

    private static Executor eventLoop(ServerWebExchange exchange) {
        AtomicReference<Executor> loop = new AtomicReference<>(Runnable::run);
        if (ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest()) instanceof HttpServerRequest request) {
            request.withConnection(connection -> loop.set(connection.channel().eventLoop()));
        }
        return loop.get();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
