package io.celesteos.gateway.shared;

import io.celesteos.contracts.redis.RedisBreaker;
import io.celesteos.contracts.redis.RedisLink;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Scripts in Redis, behind a breaker: the first slow or failed one sends the gateway on its own for the pause. */
final class RedisScripts implements SharedScripts {

    private final RedisLink link;
    private final Duration limit;
    private final RedisBreaker breaker;
    private final Counter answered;
    private final Counter unanswered;

    RedisScripts(RedisLink link, String use, Duration limit, Duration pause, MeterRegistry meters) {
        this.link = link;
        this.limit = limit;
        this.breaker = new RedisBreaker("Redis for " + use, pause);
        this.answered = meters.counter("gateway.shared", "use", use, "outcome", "answered");
        this.unanswered = meters.counter("gateway.shared", "use", use, "outcome", "alone");
    }

    @Override
    public CompletableFuture<Optional<Reply>> run(Script script, List<String> keys, List<byte[]> arguments) {
        byte[][] names =
                keys.stream().map(key -> key.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
        byte[][] values = arguments.toArray(byte[][]::new);
        return breaker.<List<@Nullable Object>>attemptLater(() -> ask(script, names, values), limit)
                .thenApply(reply -> {
                    (reply.isPresent() ? answered : unanswered).increment();
                    return reply.map(Reply::new);
                });
    }

    private CompletionStage<List<@Nullable Object>> ask(Script script, byte[][] names, byte[][] values) {
        // Nobody waits for a connection: what cannot be sent at once is not shared.
        RedisAsyncCommands<byte[], byte[]> redis = link.open().async();
        return redis.<List<@Nullable Object>>evalsha(script.sha1(), ScriptOutputType.MULTI, names, values)
                .exceptionallyCompose(failure -> isUnknown(failure)
                        ? redis.eval(script.text(), ScriptOutputType.MULTI, names, values)
                        : CompletableFuture.failedFuture(failure));
    }

    /** A Redis that was restarted has forgotten the text. */
    private static boolean isUnknown(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        return cause instanceof RedisNoScriptException;
    }
}
