package io.celesteos.search.retrieval;

import io.celesteos.contracts.search.FacetCount;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.contracts.tenancy.YachtId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One yacht's index as it was at one generation. It does not change while it is held, so the branches, the
 * contents and the counts of one answer agree. Thread-safe; close it when done.
 */
public interface IndexSnapshot extends AutoCloseable {

    YachtId yacht();

    /** The yacht's generation in the database that this index holds, at least. */
    long generation();

    /** Names the held state exactly: after a restore of the database another history may count alike. */
    default String edition() {
        return Long.toString(generation());
    }

    /** The space of the vectors held here: the only one a query vector may come from. */
    EmbeddingSpace space();

    /** How many document chunks there are, and how many of them have a vector. */
    int chunks();

    int vectors();

    /**
     * BM25 over the weighted fields and codes, best first, ties by key. Where the latest of something is asked
     * for, the newest that are about it come first.
     *
     * @throws LateSearchException when the deadline passed first
     */
    RankedList matching(LexicalQuery query);

    /**
     * The vectors held here nearest to the query; as {@link VectorIndex#nearest}.
     *
     * @throws LateSearchException when the deadline passed first
     */
    RankedList nearest(VectorQuery query);

    /** How many chunks with a vector pass the filters. */
    int passing(SearchFilters filters);

    /** The chunks with a vector that pass the filters, at most so many of them, in no order. */
    List<UUID> chunksPassing(SearchFilters filters, int most);

    /** The chunks that pass the filters, with a vector or without, at most so many of them, in no order. */
    List<UUID> chunksMatching(SearchFilters filters, int most);

    /** What may have been meant by words that are nowhere in this index, or hardly; no others come from it. */
    List<Correction> corrections(SpellingQuery query);

    /** What each term of the query adds to the BM25 score of these passages. */
    Map<PassageKey, List<TermMatch>> explain(LexicalQuery query, Collection<PassageKey> keys);

    /**
     * How often each value occurs in the whole match set, the most frequent first, then by value. Values that
     * differ in case alone are one, shown as most of them are written.
     *
     * @throws LateSearchException when the deadline passed first
     */
    Map<String, List<FacetCount>> facets(FacetQuery query);

    /** The passages with these keys; a key that is not held here is left out. Vectors are not read back. */
    Map<PassageKey, Passage> passages(Collection<PassageKey> keys);

    @Override
    void close();
}
