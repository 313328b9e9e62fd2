package io.celesteos.gateway.idempotency;

import io.celesteos.gateway.shared.Reply;
import io.celesteos.gateway.shared.Script;
import io.celesteos.gateway.shared.SharedScripts;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * For all gateways. A value is {@code C<owner>} for a claim, or {@code A} and the sealed answer. It expires with its
 * time: a gateway that dies blocks a key no longer than a claim lives.
 */
final class SharedAnswers implements AnswerKeeper {

    private static final byte ANSWER = 'A';

    /** Arguments: the claim, milliseconds. Reply: what lies there already, or nothing. */
    private static final Script CLAIM = Script.of("""
            local found = redis.call('GET', KEYS[1])
            if found then
              return {found}
            end
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            return {}""");

    /** Arguments: the claim, what replaces it (nothing: it is given up), milliseconds. Reply: 1 when it was ours. */
    private static final Script REPLACE = Script.of("""
            if redis.call('GET', KEYS[1]) ~= ARGV[1] then
              return {0}
            end
            if ARGV[2] == '' then
              redis.call('DEL', KEYS[1])
            else
              redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
            end
            return {1}""");

    private final SharedScripts scripts;
    private final SealedAnswers sealing;
    private final IdempotencyProperties properties;

    SharedAnswers(SharedScripts scripts, SealedAnswers sealing, IdempotencyProperties properties) {
        this.scripts = scripts;
        this.sealing = sealing;
        this.properties = properties;
    }

    @Override
    public CompletableFuture<Optional<Claim>> claim(String name, UUID owner) {
        return scripts.run(
                        CLAIM,
                        List.of(name),
                        List.of(
                                claimed(owner),
                                SharedScripts.argument(properties.claimFor().toMillis())))
                .thenApply(reply -> reply.map(known -> read(name, owner, known)));
    }

    private Claim read(String name, UUID owner, Reply reply) {
        if (reply.isEmpty()) {
            return new Claim.First(name, owner, this);
        }
        byte[] value = reply.bytes(0);
        if (value.length == 0 || value[0] != ANSWER) {
            return new Claim.Running();
        }
        return sealing.open(name, Arrays.copyOfRange(value, 1, value.length))
                .<Claim>map(Claim.Answered::new)
                .orElseGet(Claim.Unreadable::new);
    }

    @Override
    public CompletableFuture<Boolean> keep(String name, UUID owner, KeptAnswer answer) {
        byte[] sealed = sealing.seal(name, answer);
        byte[] value = new byte[1 + sealed.length];
        value[0] = ANSWER;
        System.arraycopy(sealed, 0, value, 1, sealed.length);
        return replace(name, owner, value);
    }

    @Override
    public CompletableFuture<Boolean> release(String name, UUID owner) {
        return replace(name, owner, new byte[0]);
    }

    private CompletableFuture<Boolean> replace(String name, UUID owner, byte[] by) {
        return scripts.run(
                        REPLACE,
                        List.of(name),
                        List.of(
                                claimed(owner),
                                by,
                                SharedScripts.argument(properties.keep().toMillis())))
                .thenApply(reply -> reply.isPresent() && reply.get().number(0) == 1);
    }

    private static byte[] claimed(UUID owner) {
        return ("C" + owner).getBytes(StandardCharsets.US_ASCII);
    }
}
