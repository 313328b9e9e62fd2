package io.celesteos.gateway.idempotency;

import io.celesteos.gateway.identity.Caller;
import io.celesteos.gateway.shared.SharedKey;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Claims in Redis, and in this process where there is none or it is away. */
final class Claims {

    private final AnswerKeeper shared;
    private final MemoryAnswers own;

    Claims(AnswerKeeper shared, MemoryAnswers own) {
        this.shared = shared;
        this.own = own;
    }

    /** A key is a credential's of a yacht: nobody else finds what lies under it. */
    CompletableFuture<Claim> claim(Caller caller, IdempotencyKey key) {
        String name = SharedKey.of("idempotency", caller.yacht().id(), caller.name(), key.value());
        // What was begun here while Redis was away is unknown there.
        Optional<Claim> here = own.find(name);
        if (here.isPresent()) {
            return CompletableFuture.completedFuture(here.get());
        }
        UUID owner = UUID.randomUUID();
        return shared.claim(name, owner)
                .thenCompose(claim -> claim.map(CompletableFuture::completedFuture)
                        .orElseGet(() -> own.claim(name, owner).thenApply(Optional::orElseThrow)));
    }

    /** Keeps the answer: here, where Redis does not take it. */
    CompletableFuture<Boolean> keep(Claim.First claim, KeptAnswer answer) {
        return claim.keeper()
                .keep(claim.name(), claim.owner(), answer)
                .thenCompose(kept -> kept
                        ? CompletableFuture.completedFuture(true)
                        : own.claim(claim.name(), claim.owner())
                                .thenCompose(here -> own.keep(claim.name(), claim.owner(), answer)));
    }

    CompletableFuture<Boolean> release(Claim.First claim) {
        return claim.keeper().release(claim.name(), claim.owner());
    }
}
