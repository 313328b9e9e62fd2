package io.celesteos.search.cache;

import io.celesteos.contracts.tenancy.YachtId;

/**
 * All that an answer depends on.
 *
 * @param generation of the yacht's index
 * @param request SHA-256 in hex over the request in its canonical form, the exact state of the index and the
 *     software and settings that answer
 */
public record CacheKey(YachtId yacht, long generation, String request) {

    /** {@code search:<yacht>:<index generation>:<sha256>}. */
    String wireName() {
        return "search:" + yacht + ":" + generation + ":" + request;
    }
}
