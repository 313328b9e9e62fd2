package io.celesteos.gateway.identity;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.yachts.Signature;
import io.celesteos.database.yachts.Yacht;
import io.celesteos.gateway.stack.Yachts;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settings and a directory in memory. */
final class TestIdentity implements YachtLookup {

    final Map<String, Yacht> bySignature = new HashMap<>(
            Map.of(Yachts.FIRST_SIGNATURE, Yachts.first(), Yachts.SUSPENDED_SIGNATURE, Yachts.suspended()));
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
                secret);
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

    private void ask() {
        asked++;
        if (away) {
            throw new IllegalStateException("connection refused");
        }
    }
}
