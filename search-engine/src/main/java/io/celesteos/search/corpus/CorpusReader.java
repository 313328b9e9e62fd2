package io.celesteos.search.corpus;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** All that can be found of one yacht, as it is stored now. Thread-safe. */
public interface CorpusReader {

    /** How often the yacht's data has changed. Read before {@link #versions}, it is never ahead of them. */
    long generation(YachtId yacht);

    /** Every passage with the version of the rows it is made of; any change of them changes the version. */
    Map<PassageKey, Long> versions(YachtId yacht);

    /** The passages with these keys; those deleted meanwhile are left out. */
    List<Versioned> read(YachtId yacht, Collection<PassageKey> keys);

    /** A passage and the version it was read at. */
    record Versioned(Passage passage, long version) {}
}
