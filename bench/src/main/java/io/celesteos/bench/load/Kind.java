package io.celesteos.bench.load;

/** What is searched by. Times are compared within a kind. */
enum Kind {
    /** Nothing is searched: the way there and back. */
    FLOOR,
    WORDS,
    VECTORS,
    HYBRID
}
