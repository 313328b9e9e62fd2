package io.celesteos.gateway.idempotency;

import java.util.UUID;

/** What is known of a key when a request comes with it. */
sealed interface Claim {

    /**
     * Nobody has used it: the request is the first.
     *
     * @param owner by which only this request ends its claim
     */
    record First(String name, UUID owner, AnswerKeeper keeper) implements Claim {}

    /** The first request is still being worked on. */
    record Running() implements Claim {}

    /** The first request was answered. */
    record Answered(KeptAnswer answer) implements Claim {}

    /** The first request was answered, by a gateway that has other secrets. */
    record Unreadable() implements Claim {}
}
