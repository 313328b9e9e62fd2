package io.celesteos.search.corpus;

import io.celesteos.search.retrieval.PassageKey;
import java.util.Set;

/** What happened to a yacht's data after a watermark. */
public sealed interface Changes {

    /** These passages were added, changed or deleted, and no others. */
    record Keys(Set<PassageKey> keys) implements Changes {
        public Keys {
            keys = Set.copyOf(keys);
        }
    }

    /** More than is remembered: all versions must be compared. */
    record Untold() implements Changes {}

    /** The database does not know this past: it is another one, or was restored. What is held means nothing. */
    record OtherHistory() implements Changes {}

    static Changes none() {
        return new Keys(Set.of());
    }
}
