package io.celesteos.contracts.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The way to one Redis: one connection for all requests, and for those who write much a second one that sends only
 * when told to, so that a batch of writes is one packet. Opened in the background by the first that wants it: a Redis
 * that is away delays neither the start nor anybody for longer than the limit given. Once open, a connection mends
 * itself. Thread-safe.
 */
public final class RedisLink implements AutoCloseable {

    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(1);

    /** Replies outstanding at most: bounds the memory that a Redis which stopped answering can take. */
    private static final int MAX_OUTSTANDING = 2_000;

    private final ClientResources resources;
    private final RedisClient client;
    private final RedisURI address;
    private @Nullable CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connection;
    private @Nullable CompletableFuture<StatefulRedisConnection<byte[], byte[]>> batched;

    /**
     * @param url {@code redis://[user:password@]host[:port][/database]}, {@code rediss://} with TLS
     * @throws IllegalArgumentException for another form; its message does not repeat the URL, which may hold a password
     */
    public RedisLink(String url) {
        this.address = address(url);
        address.setTimeout(COMMAND_LIMIT);
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

    private static RedisURI address(String url) {
        try {
            return RedisURI.create(url);
        } catch (IllegalArgumentException notSo) {
            // Without the cause, whose message is the URL.
            throw new IllegalArgumentException("The address of Redis has to be like redis://:password@host:6379");
        }
    }

    /**
     * The connection when it is open within {@code limit}.
     *
     * @throws ExecutionException when it cannot be opened
     * @throws TimeoutException when it takes longer
     */
    public StatefulRedisConnection<byte[], byte[]> connection(Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return openedConnection().get(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * The connection if it is open by now; else it is on its way, and the caller goes without.
     *
     * @throws IllegalStateException when it is not open yet
     */
    public StatefulRedisConnection<byte[], byte[]> open() {
        StatefulRedisConnection<byte[], byte[]> current = openedConnection().getNow(null);
        if (current == null) {
            throw new IllegalStateException("Redis is not connected yet");
        }
        return current;
    }

    /** Begins to connect, so that the first request does not go without. */
    public RedisLink connecting() {
        openedConnection();
        return this;
    }

    /** As {@link #connection}; its commands leave with {@code flushCommands()}. For one thread at a time. */
    public StatefulRedisConnection<byte[], byte[]> batched(Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        StatefulRedisConnection<byte[], byte[]> opened = openedBatched().get(limit.toNanos(), TimeUnit.NANOSECONDS);
        opened.setAutoFlushCommands(false);
        return opened;
    }

    /**
     * Hears what is published on the channels from now on, over a connection of its own that mends itself; what is
     * published while it is broken is lost.
     *
     * @param listener of channel and message; must return at once
     * @throws ExecutionException when Redis is not there
     * @throws TimeoutException when it takes longer than {@code limit}
     */
    public void subscribe(BiConsumer<String, String> listener, Duration limit, String... channels)
            throws InterruptedException, ExecutionException, TimeoutException {
        StatefulRedisPubSubConnection<String, String> listening = client.connectPubSubAsync(StringCodec.UTF8, address)
                .toCompletableFuture()
                .get(limit.toNanos(), TimeUnit.NANOSECONDS);
        listening.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
                listener.accept(channel, message);
            }
        });
        listening.async().subscribe(channels).get(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Waited for outside of the lock: of many who find Redis gone at once, each waits its own time only. */
    private synchronized CompletableFuture<StatefulRedisConnection<byte[], byte[]>> openedConnection() {
        CompletableFuture<StatefulRedisConnection<byte[], byte[]>> opened = opened(connection);
        connection = opened;
        return opened;
    }

    private synchronized CompletableFuture<StatefulRedisConnection<byte[], byte[]>> openedBatched() {
        CompletableFuture<StatefulRedisConnection<byte[], byte[]>> opened = opened(batched);
        batched = opened;
        return opened;
    }

    private CompletableFuture<StatefulRedisConnection<byte[], byte[]>> opened(
            @Nullable CompletableFuture<StatefulRedisConnection<byte[], byte[]>> earlier) {
        return earlier == null || earlier.isCompletedExceptionally()
                ? client.connectAsync(ByteArrayCodec.INSTANCE, address).toCompletableFuture()
                : earlier;
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, COMMAND_LIMIT);
        resources.shutdown(0, COMMAND_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
