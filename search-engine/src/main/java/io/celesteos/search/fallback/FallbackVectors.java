package io.celesteos.search.fallback;

import io.celesteos.contracts.tenancy.YachtId;
import java.util.List;
import java.util.UUID;

/** The stored vectors of the fallback space, one yacht's at a time. Thread-safe. */
interface FallbackVectors {

    /** How many chunks of the yacht have one. */
    int count(YachtId yacht);

    /** Changes whenever one of them is added, removed or replaced. */
    String edition(YachtId yacht);

    /** Shows which there are, in no order; what is not of the space's length is left out. */
    void versions(YachtId yacht, Listing listing);

    /** Shows those of these chunks to the visitor, in no order; those that are gone are left out. */
    void each(YachtId yacht, List<UUID> chunks, Visitor visitor);

    /** Hears of one; {@code version} is another one once the vector is replaced. */
    interface Listing {
        void hear(UUID chunk, long version);
    }

    /** Looks at one; {@code values} is the float32 of the space's dimensions, little-endian. */
    interface Visitor {
        void visit(UUID chunk, long version, byte[] values);
    }
}
