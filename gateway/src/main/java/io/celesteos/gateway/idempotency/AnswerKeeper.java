package io.celesteos.gateway.idempotency;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Where claims and answers are kept. Thread-safe; never blocks; no future fails. */
interface AnswerKeeper {

    /** Claims {@code name} for {@code owner} unless it is taken; empty when the keeper gives no answer. */
    CompletableFuture<Optional<Claim>> claim(String name, UUID owner);

    /** Keeps the answer, if the claim is still the owner's. */
    CompletableFuture<Boolean> keep(String name, UUID owner, KeptAnswer answer);

    /** Gives the claim up: the next request with the key is the first. */
    CompletableFuture<Boolean> release(String name, UUID owner);
}
