package io.celesteos.search.fallback;

import io.celesteos.contracts.tenancy.YachtId;

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
    public void each(YachtId yacht, Visitor visitor) {}
}
