package io.celesteos.gateway.identity;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.yachts.Signature;
import io.celesteos.database.yachts.Yacht;
import java.util.Optional;

/** Which yachts there are. Blocking; throws when the answer cannot be had. */
interface YachtLookup {

    Optional<Yacht> bySignature(Signature signature);

    Optional<Yacht> byId(YachtId id);
}
