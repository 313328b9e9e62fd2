package io.celesteos.search.indexing;

/**
 * A stored piece of a document.
 *
 * @param section headings above it, outermost first, joined by {@code " > "}; empty where there are none
 * @param content the heading it stands under, and its text
 */
record Chunk(int index, String section, String content) {}
