package io.celesteos.search.fallback;

import io.celesteos.contracts.tenancy.YachtId;

/**
 * Who fills the fallback space and what that cost today, for all instances together: passages are paid for once.
 * Spaces belong to no yacht; the yachts here are those whose transactions are used. Thread-safe.
 */
public interface FillLedger {

    /** Whether this instance is the one that fills, for a while longer; one at a time is. */
    boolean lead(YachtId yacht);

    /** Sets tokens of today's budget aside; false when it does not hold so many any more. */
    boolean reserve(YachtId yacht, long tokens);

    /** What was set aside becomes what was used. */
    void settle(YachtId yacht, long reserved, long used);
}
