package io.celesteos.search.cache;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.search.SearchResponse;
import io.celesteos.contracts.tenancy.YachtId;

/** An answer with the key it belongs under: an entry that lies under another one is nobody's answer. */
record StoredAnswer(@JsonProperty("yacht_id") YachtId yacht, long generation, String request, SearchResponse answer) {

    static StoredAnswer of(CacheKey key, SearchResponse answer) {
        return new StoredAnswer(key.yacht(), key.generation(), key.request(), answer);
    }

    boolean belongsTo(CacheKey key) {
        return key.equals(new CacheKey(yacht, generation, request));
    }
}
