package io.celesteos.gateway.fallback.search;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.contracts.tenancy.YachtId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One yacht's rows, to be searched. Each call works within the yacht's row-level security and gives up at its deadline.
 * Every method throws {@link CorpusUnavailableException} where the rows cannot be read in time. Thread-safe.
 */
interface YachtCorpus {

    /** The space that the yacht is searched in; empty where it has no vectors. */
    Optional<VectorSpace> space(YachtId yacht, Deadline until);

    /** Chunks and records that hold any of the words, the most telling first. */
    List<Ranked> withWords(YachtId yacht, QueryWords words, SearchFilters filters, int limit, Deadline until);

    /** Chunks nearest to the query by cosine, which is their score. */
    List<Ranked> nearest(
            YachtId yacht, VectorSpace space, QueryVector vector, SearchFilters filters, int limit, Deadline until);

    /** What stands behind the keys; those that are gone by now are missing. */
    Map<PassageKey, Passage> read(YachtId yacht, Collection<PassageKey> keys, Deadline until);
}
