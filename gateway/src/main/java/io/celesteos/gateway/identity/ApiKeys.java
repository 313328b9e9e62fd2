package io.celesteos.gateway.identity;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.yachts.AccessKey;
import io.celesteos.database.yachts.AccessKeys;
import io.celesteos.database.yachts.Signature;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes and revokes the keys of a yacht's programs. Blocking; thread-safe. */
final class ApiKeys {

    /** So that a key is known for one wherever it turns up, in a log or a repository. */
    static final String PREFIX = "ck_";

    private final AccessKeys keys;
    private final IdentityProperties properties;
    private final Clock clock;
    private final SecureRandom random;

    ApiKeys(AccessKeys keys, IdentityProperties properties, Clock clock, SecureRandom random) {
        this.keys = keys;
        this.properties = properties;
        this.clock = clock;
        this.random = random;
    }

    /** @param secret told this once and kept nowhere */
    record Made(AccessKey key, String secret) {}

    /** @throws ProblemException 409 when the yacht has as many keys as it may */
    Made make(YachtId yacht, String name, Set<Scope> scopes, @Nullable Integer days) {
        Instant expiresAt = days == null ? null : clock.instant().plus(Duration.ofDays(days));
        String secret = PREFIX + Signature.random(random).token();
        AccessKey key = keys.add(
                        yacht,
                        name,
                        new Signature(secret),
                        scopes.stream().map(Scope::wireName).collect(Collectors.toSet()),
                        expiresAt,
                        properties.maxKeys())
                .orElseThrow(
                        () -> ProblemException.of(
                                ProblemType.CONFLICT,
                                "The yacht has " + properties.maxKeys()
                                        + " good API keys, which is the most. Revoke one first: DELETE /api/v1/api-keys/{id}."));
        return new Made(key, secret);
    }

    List<AccessKey> of(YachtId yacht) {
        return keys.of(yacht);
    }

    /** @throws ProblemException 404 when the yacht has no such key */
    void revoke(YachtId yacht, UUID key) {
        if (!keys.revoke(yacht, key)) {
            throw ProblemException.of(
                    ProblemType.NOT_FOUND, "The yacht has no such API key. GET /api/v1/api-keys lists them.");
        }
    }
}
