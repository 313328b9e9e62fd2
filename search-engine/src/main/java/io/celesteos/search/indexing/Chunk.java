package io.celesteos.search.indexing;

import java.util.Map;

/**
 * A stored piece of a document.
 *
 * @param section headings above it, outermost first, joined by {@code " > "}; empty where there are none
 * @param content the heading it stands under, and its text
 * @param where what tells its place in the file: {@code page} and, over several, {@code page_end}
 */
public record Chunk(int index, String section, String content, Map<String, Object> where) {

    public Chunk {
        where = Map.copyOf(where);
    }

    Chunk(int index, String section, String content) {
        this(index, section, content, Map.of());
    }
}
