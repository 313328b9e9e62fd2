package io.celesteos.search.retrieval;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be found: a chunk of a document, or a record of the yacht rendered as text.
 *
 * @param documentId null for records
 * @param chunkIndex position in its document, from 0; null for records
 * @param metadata string, number or list-of-string values; the filters of the contract read it by their names
 * @param vector null where the passage is in no embedding space (records, and chunks not embedded yet)
 */
public record Passage(
        PassageKey key,
        @Nullable UUID documentId,
        @Nullable Integer chunkIndex,
        String title,
        String content,
        Map<String, Object> metadata,
        @Nullable UnitVector vector) {

    public Passage {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** The metadata value as text, empty where there is none. */
    public String text(String name) {
        return metadata.get(name) instanceof String text ? text : "";
    }
}
