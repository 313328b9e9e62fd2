package io.celesteos.embedding.cache;

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
 * The way to one Redis: a connection for reads, and one for writes that sends only when told to, so that a
 * batch of writes is one packet. Opened in the background, so that a Redis that is away delays no start; once
 * open, a connection mends itself. Thread-safe.
 */
final class RedisLink implements AutoCloseable {

    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(1);

    /** Replies outstanding at most: bounds the memory a Redis that stopped answering can take. */
    private static final int MAX_OUTSTANDING = 2_000;

    private final ClientResources resources;
    private final RedisClient client;
    private final RedisURI uri;
    private @Nullable CompletableFuture<StatefulRedisConnection<byte[], byte[]>> reads;
    private @Nullable CompletableFuture<StatefulRedisConnection<byte[], byte[]>> writes;

    RedisLink(String url) {
        this.uri = RedisURI.create(url);
        uri.setTimeout(COMMAND_LIMIT);
        this.resources = DefaultClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .build();
        this.client = RedisClient.create(resources);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MAX_OUTSTANDING)
                .timeoutOptions(TimeoutOptions.enabled(COMMAND_LIMIT))
                .build());
    }

    /** @throws Exception when there is no connection within {@code limit} */
    StatefulRedisConnection<byte[], byte[]> reads(Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return openedReads().get(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Its commands leave with {@code flushCommands()}; to be used by one thread at a time. */
    StatefulRedisConnection<byte[], byte[]> writes(Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        StatefulRedisConnection<byte[], byte[]> connection = openedWrites().get(limit.toNanos(), TimeUnit.NANOSECONDS);
        connection.setAutoFlushCommands(false);
        return connection;
    }

    /** Waited for outside of the lock: of many who find Redis gone at once, each waits its own time only. */
    private synchronized CompletableFuture<StatefulRedisConnection<byte[], byte[]>> openedReads() {
        CompletableFuture<StatefulRedisConnection<byte[], byte[]>> opened = opened(reads);
        reads = opened;
        return opened;
    }

    private synchronized CompletableFuture<StatefulRedisConnection<byte[], byte[]>> openedWrites() {
        CompletableFuture<StatefulRedisConnection<byte[], byte[]>> opened = opened(writes);
        writes = opened;
        return opened;
    }

    private CompletableFuture<StatefulRedisConnection<byte[], byte[]>> opened(
            @Nullable CompletableFuture<StatefulRedisConnection<byte[], byte[]>> earlier) {
        return earlier == null || earlier.isCompletedExceptionally()
                ? client.connectAsync(ByteArrayCodec.INSTANCE, uri).toCompletableFuture()
                : earlier;
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, COMMAND_LIMIT);
        resources.shutdown(0, COMMAND_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
