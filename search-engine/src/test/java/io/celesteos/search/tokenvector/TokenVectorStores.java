package io.celesteos.search.tokenvector;

import io.celesteos.search.tenancy.YachtData;

/** Stores that only this package can make, for tests elsewhere. */
public final class TokenVectorStores {

    private TokenVectorStores() {}

    public static TokenVectorStore postgres(YachtData data) {
        return new PgTokenVectors(data);
    }
}
