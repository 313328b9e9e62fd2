package io.celesteos.search.knowledge;

import io.celesteos.search.retrieval.Passage;
import java.util.List;

/** A file as it goes into an index; no passages where it could not be read. */
record ReadFile(HeldFile held, List<Passage> passages) {

    ReadFile {
        passages = List.copyOf(passages);
    }
}
