package io.celesteos.gateway.idempotency;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** In this process. Bounded by the bytes of the answers: the ones not asked for longest go first. */
final class MemoryAnswers implements AnswerKeeper {

    /** About what an entry takes beside its answer. */
    private static final int OVERHEAD = 400;

    private final Cache<String, Entry> entries;
    private final IdempotencyProperties properties;
    private final Clock clock;

    MemoryAnswers(IdempotencyProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
        this.entries = Caffeine.newBuilder()
                .maximumWeight(properties.memory().toBytes())
                .<String, Entry>weigher((name, entry) -> OVERHEAD + entry.bytes())
                .expireAfterWrite(properties.keep())
                .build();
    }

    /** What is kept here under {@code name}, without claiming it. */
    Optional<Claim> find(String name) {
        return Optional.ofNullable(live(entries.getIfPresent(name))).map(Entry::asClaim);
    }

    @Override
    public CompletableFuture<Optional<Claim>> claim(String name, UUID owner) {
        var claim = new AtomicReference<Claim>();
        entries.asMap().compute(name, (same, before) -> {
            Entry known = live(before);
            if (known != null) {
                claim.set(known.asClaim());
                return before;
            }
            claim.set(new Claim.First(name, owner, this));
            return new Entry(owner, null, clock.instant().plus(properties.claimFor()));
        });
        return CompletableFuture.completedFuture(Optional.of(claim.get()));
    }

    @Override
    public CompletableFuture<Boolean> keep(String name, UUID owner, KeptAnswer answer) {
        return replace(name, owner, new Entry(owner, answer, clock.instant().plus(properties.keep())));
    }

    @Override
    public CompletableFuture<Boolean> release(String name, UUID owner) {
        return replace(name, owner, null);
    }

    private CompletableFuture<Boolean> replace(String name, UUID owner, @Nullable Entry by) {
        var done = new AtomicBoolean();
        entries.asMap().computeIfPresent(name, (same, before) -> {
            done.set(before.owner().equals(owner) && before.answer() == null);
            return done.get() ? by : before;
        });
        return CompletableFuture.completedFuture(done.get());
    }

    private @Nullable Entry live(@Nullable Entry entry) {
        return entry != null && clock.instant().isBefore(entry.until()) ? entry : null;
    }

    /** @param answer null while the request is being worked on */
    private record Entry(UUID owner, @Nullable KeptAnswer answer, Instant until) {

        int bytes() {
            return answer == null ? 0 : answer.body().length;
        }

        Claim asClaim() {
            return answer == null ? new Claim.Running() : new Claim.Answered(answer);
        }
    }
}
