package io.celesteos.gateway.identity;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.yachts.AccessKeys;
import io.celesteos.database.yachts.Signature;
import io.celesteos.database.yachts.Yacht;
import java.util.Optional;

/** Which yachts there are, and what stands for them. Blocking; throws when the answer cannot be had. */
interface YachtLookup {

    Optional<Yacht> bySignature(Signature signature);

    Optional<Yacht> byId(YachtId id);

    /** The SHA-256 of the yacht's token. */
    Optional<byte[]> signatureHash(YachtId id);

    /** Revoked and expired keys too. */
    Optional<AccessKeys.Owned> byKey(Signature secret);
}
