package io.celesteos.streaming.resume;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One connection to Redis for all streams, opened in the background: a Redis that is away delays neither the start
 * nor anybody for longer than the limit given. Once open it mends itself.
 * Thread-safe.
 */
final class RedisLink implements AutoCloseable {

    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(1);

    /** Bounds the memory that a Redis which stopped answering can take. */
    private static final int MAX_OUTSTANDING = 1_000;

    private final ClientResources resources = DefaultClientResources.builder()
            .ioThreadPoolSize(2)
            .computationThreadPoolSize(2)
            .build();
    private final RedisClient client = RedisClient.create(resources);
    private final RedisURI address;
    private @Nullable CompletableFuture<StatefulRedisConnection<byte[], byte[]>> opening;

    RedisLink(String url) {
        this.address = RedisURI.create(url);
        address.setTimeout(COMMAND_LIMIT);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MAX_OUTSTANDING)
                .timeoutOptions(TimeoutOptions.enabled(COMMAND_LIMIT))
                .build());
        // Now, so that the first stream does not go without.
        opening();
    }

    StatefulRedisConnection<byte[], byte[]> connection(Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return opening().get(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The connection if it is open; else it is on its way, and the caller goes without. */
    StatefulRedisConnection<byte[], byte[]> open() {
        StatefulRedisConnection<byte[], byte[]> current = opening().getNow(null);
        if (current == null) {
            throw new IllegalStateException("Redis is not connected yet");
        }
        return current;
    }

    private synchronized CompletableFuture<StatefulRedisConnection<byte[], byte[]>> opening() {
        CompletableFuture<StatefulRedisConnection<byte[], byte[]>> current = opening;
        if (current == null || current.isCompletedExceptionally()) {
            current = client.connectAsync(ByteArrayCodec.INSTANCE, address).toCompletableFuture();
            opening = current;
        }
        return current;
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, COMMAND_LIMIT);
        resources.shutdown(0, COMMAND_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
