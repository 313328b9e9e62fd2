package io.celesteos.search.fallback;

import io.celesteos.contracts.tenancy.YachtId;
import java.util.List;
import java.util.UUID;

/** A database without vectors, for fakes that have some. */
class NoVectors implements FallbackVectors {

    @Override
    public int count(YachtId yacht) {
        return 0;
    }

    @Override
    public String edition(YachtId yacht) {
        return "";
    }

    @Override
    public void versions(YachtId yacht, Listing listing) {}

    @Override
    public void each(YachtId yacht, List<UUID> chunks, Visitor visitor) {}
}
