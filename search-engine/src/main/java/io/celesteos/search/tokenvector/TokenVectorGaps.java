package io.celesteos.search.tokenvector;

import io.celesteos.contracts.tenancy.YachtId;

/** Told that token vectors of a yacht were looked for and are not stored. Returns at once. */
public interface TokenVectorGaps {

    void noticed(YachtId yacht);
}
