package io.celesteos.bench.load.stream;

/** How a stream ended for its reader. */
enum Ending {
    /** It has not. */
    OPEN,
    /** With its last event, all said. */
    COMPLETE,
    /** With an event that says to ask again. */
    RETRYABLE,
    /** With another error. */
    ERROR,
    /** Without a last event. */
    LOST,
    /** It never began. */
    REFUSED
}
