package io.celesteos.gateway.identity;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.yachts.AccessKeys;
import io.celesteos.database.yachts.Signature;
import io.celesteos.database.yachts.Yacht;
import io.celesteos.database.yachts.YachtDirectory;
import java.util.Optional;
import javax.sql.DataSource;

/** Yachts and keys as PostgreSQL has them. */
final class PgYachtLookup implements YachtLookup {

    private final YachtDirectory yachts;
    private final AccessKeys keys;

    PgYachtLookup(DataSource dataSource) {
        this.yachts = new YachtDirectory(dataSource);
        this.keys = new AccessKeys(dataSource);
    }

    @Override
    public Optional<Yacht> bySignature(Signature signature) {
        return yachts.bySignature(signature);
    }

    @Override
    public Optional<Yacht> byId(YachtId id) {
        return yachts.byId(id);
    }

    @Override
    public Optional<byte[]> signatureHash(YachtId id) {
        return yachts.signatureHash(id);
    }

    @Override
    public Optional<AccessKeys.Owned> byKey(Signature secret) {
        return keys.bySecret(secret);
    }
}
