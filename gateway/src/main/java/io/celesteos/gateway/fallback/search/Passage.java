package io.celesteos.gateway.fallback.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row as it was read; document and index are those of a chunk and null for records. */
record Passage(
        PassageKey key,
        @Nullable UUID documentId,
        @Nullable Integer chunkIndex,
        String content,
        Map<String, Object> metadata) {

    Passage {
        Map<String, Object> whole = new LinkedHashMap<>(metadata);
        whole.putIfAbsent("title", "");
        metadata = Collections.unmodifiableMap(whole);
    }
}
