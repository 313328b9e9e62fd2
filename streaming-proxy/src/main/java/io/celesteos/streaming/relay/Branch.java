package io.celesteos.streaming.relay;

import java.util.Locale;

/** The pieces of work of one run that go on side by side. */
enum Branch {
    /** The nlp-service reads the query. */
    ENTITIES,
    /** The fast search, by words alone. */
    LEXICAL,
    /** The full search without its reranking, where that takes long. */
    FUSED,
    /** The full search: both branches fused, then reranked. */
    SEARCH,
    /** The answer, once the hits are settled. */
    ANSWER;

    /** Name in {@code timings_ms}. */
    String stage() {
        return name().toLowerCase(Locale.ROOT);
    }
}
