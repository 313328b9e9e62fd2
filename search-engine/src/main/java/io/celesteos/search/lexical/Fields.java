package io.celesteos.search.lexical;

/** Names of the fields of an index document. */
final class Fields {

    static final String KEY = "key";
    static final String TYPE = "type";
    static final String DOCUMENT_ID = "document_id";
    static final String CHUNK_INDEX = "chunk_index";
    /** Headings, content and metadata, each as often as its weight says. */
    static final String TEXT = "text";

    static final String TITLE = "title";
    static final String CONTENT = "content";
    static final String METADATA = "metadata";
    static final String CODES = "codes";
    static final String DATE = "date";

    /** Type of record, or of document. */
    static final String KIND = "kind";

    /** Of a fault or a job: what it has in common with those before it. */
    static final String SERIES = "series";

    static final String VECTOR = "vector";

    /** Whether there is a vector, also where it is not kept here. */
    static final String EMBEDDED = "embedded";

    /** Of the rows the passage was read from. */
    static final String VERSION = "version";

    private static final String FILTER = "filter.";
    private static final String FACET = "facet.";
    private static final String STORED = "stored.";

    private Fields() {}

    static String filter(String name) {
        return FILTER + name;
    }

    static String facet(String name) {
        return FACET + name;
    }

    static String stored(String name) {
        return STORED + name;
    }
}
