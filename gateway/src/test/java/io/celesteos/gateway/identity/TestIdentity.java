package io.celesteos.gateway.identity;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.yachts.AccessKeys;
import io.celesteos.database.yachts.Signature;
import io.celesteos.database.yachts.Yacht;
import io.celesteos.gateway.shared.SharedScripts;
import io.celesteos.gateway.stack.Yachts;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settings and a directory in memory. */
final class TestIdentity implements YachtLookup {

    final Map<String, Yacht> bySignature = new HashMap<>(
            Map.of(Yachts.FIRST_SIGNATURE, Yachts.first(), Yachts.SUSPENDED_SIGNATURE, Yachts.suspended()));
    final Map<String, AccessKeys.Owned> byKey = new HashMap<>();
    boolean away;
    int asked;

    static IdentityProperties properties(int maxFailures, @Nullable String secret) {
        return new IdentityProperties(
                Duration.ofSeconds(10),
                Duration.ofMinutes(5),
                100,
                maxFailures,
                Duration.ofMinutes(1),
                Duration.ofSeconds(60),
                secret,
                null,
                Duration.ofMinutes(5),
                2);
    }

    static JwtProperties noJwts() {
        return new JwtProperties(
                null,
                null,
                null,
                "authenticated",
                "app_metadata.yacht_id",
                Duration.ofSeconds(30),
                Duration.ofSeconds(2));
    }

    static SignIn signIn(YachtLookup lookup, IdentityProperties properties, StreamTokens tokens, Clock clock) {
        KnownCredentials known = new KnownCredentials(lookup, properties, clock);
        SignedRequests signed = new SignedRequests(
                known,
                new SigningSecrets(null, new SecureRandom()),
                new SeenSignatures(properties.signatureWindow(), clock, SharedScripts.NONE),
                properties.signatureWindow(),
                clock);
        return new SignIn(
                known,
                signed,
                new Jwts(noJwts(), clock),
                tokens,
                new FailedSignIns(properties, clock, SharedScripts.NONE),
                clock);
    }

    @Override
    public Optional<Yacht> bySignature(Signature signature) {
        ask();
        return Optional.ofNullable(bySignature.get(signature.token()));
    }

    @Override
    public Optional<Yacht> byId(YachtId id) {
        ask();
        return bySignature.values().stream()
                .filter(yacht -> yacht.id().equals(id))
                .findFirst();
    }

    @Override
    public Optional<byte[]> signatureHash(YachtId id) {
        ask();
        return bySignature.entrySet().stream()
                .filter(entry -> entry.getValue().id().equals(id))
                .map(entry -> new Signature(entry.getKey()).sha256())
                .findFirst();
    }

    @Override
    public Optional<AccessKeys.Owned> byKey(Signature secret) {
        ask();
        return Optional.ofNullable(byKey.get(secret.token()));
    }

    private void ask() {
        asked++;
        if (away) {
            throw new IllegalStateException("connection refused");
        }
    }
}
