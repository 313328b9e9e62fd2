package io.celesteos.gateway.limits;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.gateway.identity.Caller;
import io.celesteos.gateway.shared.SharedKey;
import io.celesteos.gateway.shared.SharedState;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Takes what a request costs from its yacht's bucket and from its credential's, in both or in neither. */
final class Limiter {

    private final List<Bucket> buckets;
    private final SharedBuckets shared;
    private final MemoryBuckets own;
    private final boolean sharing;
    private final MeterRegistry meters;

    Limiter(LimitsProperties properties, SharedState state, Clock clock, MeterRegistry meters) {
        this.buckets = List.of(
                new Bucket(
                        "yacht", properties.yacht().burst(), properties.yacht().perSecond()),
                new Bucket("key", properties.key().burst(), properties.key().perSecond()));
        this.shared = new SharedBuckets(state.quick("limits"));
        this.sharing = state.isShared();
        long longest = buckets.stream().mapToLong(Bucket::windowSeconds).max().orElse(1);
        this.own = new MemoryBuckets(properties.maxCounted(), Duration.ofSeconds(longest + 1), clock);
        this.meters = meters;
    }

    /** Where Redis gives no answer in time, this gateway counts by itself and says so in its metrics. */
    CompletableFuture<Standing> take(Caller caller, int cost) {
        YachtId yacht = caller.yacht().id();
        if (!sharing) {
            return CompletableFuture.completedFuture(alone(yacht, caller, cost));
        }
        List<String> keys = List.of(SharedKey.of("limit", yacht), SharedKey.of("limit", yacht, caller.name()));
        return shared.take(keys, buckets, cost)
                .thenApply(standing ->
                        standing.map(known -> counted(known, "redis")).orElseGet(() -> alone(yacht, caller, cost)));
    }

    /** Names that nobody else reads need no hashing. */
    private Standing alone(YachtId yacht, Caller caller, int cost) {
        String name = yacht.toString();
        return counted(own.take(List.of(name, name + ' ' + caller.name()), buckets, cost), "memory");
    }

    private Standing counted(Standing standing, String by) {
        meters.counter(
                        "gateway.limits",
                        "outcome",
                        standing.allowed() ? "allowed" : "refused",
                        "bucket",
                        standing.allowed() ? "none" : standing.tightest(),
                        "counted",
                        by)
                .increment();
        return standing;
    }
}
