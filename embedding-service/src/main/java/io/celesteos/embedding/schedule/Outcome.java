package io.celesteos.embedding.schedule;

import java.util.Locale;

/** How a job ended. */
enum Outcome {
    /** All its texts were computed. */
    DONE,
    /** It was not taken: no room, no time, or shutting down. */
    REFUSED,
    /** Its client left first. */
    ABANDONED,
    /** Its time was over first; a reranking answers with the part that is there. */
    EXPIRED,
    /** The model failed on one of its texts, or the service was stopped. */
    FAILED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
