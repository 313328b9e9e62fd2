package io.celesteos.search.reading;

/**
 * A piece of a document in reading order.
 *
 * @param level of a heading, 1 to 6; else 0
 * @param page counted from 1; 0 where the format has no pages
 * @param text of a table's rows in Markdown: {@code | a | b |}
 */
public record Block(Kind kind, int level, int page, String text) {

    /** What the piece is. */
    public enum Kind {
        HEADING,
        PARAGRAPH,
        /** First row of a table; the rows that follow belong to it. */
        TABLE_HEADER,
        TABLE_ROW,
        /** Markdown or plain text as it was written, structure included. */
        SOURCE
    }
}
