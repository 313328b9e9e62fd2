package io.celesteos.bench.load;

import java.util.Locale;

/** Home of the vectors that the service searches. */
public enum Backend {
    LUCENE,
    PGVECTOR;

    /** As the service's setting has it. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
