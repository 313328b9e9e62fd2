package io.celesteos.gateway.identity;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.yachts.AccessKeys;
import io.celesteos.database.yachts.Signature;
import io.celesteos.database.yachts.Yacht;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;

/** The {@link YachtLookup}, asked only for what is not {@link Remembered}. */
final class KnownCredentials implements YachtLookup {

    private final YachtLookup source;
    private final Remembered<Yacht> yachts;
    private final Remembered<byte[]> hashes;
    private final Remembered<AccessKeys.Owned> keys;

    KnownCredentials(YachtLookup source, IdentityProperties properties, Clock clock) {
        this.source = source;
        this.yachts = new Remembered<>(properties, clock);
        this.hashes = new Remembered<>(properties, clock);
        this.keys = new Remembered<>(properties, clock);
    }

    @Override
    public Optional<Yacht> bySignature(Signature signature) {
        return yachts.find(hashed(signature), () -> source.bySignature(signature));
    }

    @Override
    public Optional<Yacht> byId(YachtId id) {
        return yachts.find("id:" + id, () -> source.byId(id));
    }

    @Override
    public Optional<byte[]> signatureHash(YachtId id) {
        return hashes.find(id.toString(), () -> source.signatureHash(id));
    }

    @Override
    public Optional<AccessKeys.Owned> byKey(Signature secret) {
        return keys.find(hashed(secret), () -> source.byKey(secret));
    }

    /** The yacht when it is known without blocking. */
    Optional<Yacht> remembered(Signature signature) {
        return yachts.fresh(hashed(signature));
    }

    private static String hashed(Signature secret) {
        return HexFormat.of().formatHex(secret.sha256());
    }
}
