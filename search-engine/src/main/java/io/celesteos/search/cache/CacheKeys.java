package io.celesteos.search.cache;

import io.celesteos.contracts.search.SearchRequest;
import io.celesteos.search.retrieval.IndexSnapshot;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Makes keys. Thread-safe. */
final class CacheKeys {

    private final CanonicalRequest canonical = new CanonicalRequest();
    private final String answeredBy;

    /** @param answeredBy software and settings: what another release answered is not this one's answer */
    CacheKeys(String answeredBy) {
        this.answeredBy = answeredBy;
    }

    CacheKey of(SearchRequest request, IndexSnapshot snapshot) {
        // Neither of the first two holds a line break, so no two lists of parts give the same text.
        String parts = answeredBy + "\n" + snapshot.edition() + "\n" + canonical.of(request);
        return new CacheKey(request.yachtId(), snapshot.generation(), sha256(parts));
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
