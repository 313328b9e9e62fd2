package io.celesteos.search.query;

import io.celesteos.contracts.search.FacetCount;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.Correction;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.FacetQuery;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.LexicalQuery;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.RankedList;
import io.celesteos.search.retrieval.SpellingQuery;
import io.celesteos.search.retrieval.TermMatch;
import io.celesteos.search.retrieval.VectorQuery;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** A snapshot of one chunk whose branches do what a test wants. */
record FakeSnapshot(
        Supplier<RankedList> lexical, Supplier<RankedList> semantic, int vectors, Supplier<List<Correction>> spelling)
        implements IndexSnapshot {

    FakeSnapshot(Supplier<RankedList> lexical, Supplier<RankedList> semantic, int vectors) {
        this(lexical, semantic, vectors, List::of);
    }

    @Override
    public YachtId yacht() {
        return new YachtId(new UUID(0, 1));
    }

    @Override
    public long generation() {
        return 1;
    }

    @Override
    public EmbeddingSpace space() {
        return new EmbeddingSpace("s", "m", 2);
    }

    @Override
    public int passing(SearchFilters filters) {
        return vectors();
    }

    @Override
    public List<UUID> chunksPassing(SearchFilters filters, int most) {
        return List.of();
    }

    @Override
    public List<UUID> chunksMatching(SearchFilters filters, int most) {
        return List.of();
    }

    @Override
    public int chunks() {
        return 1;
    }

    @Override
    public RankedList matching(LexicalQuery query) {
        return lexical.get();
    }

    @Override
    public RankedList nearest(VectorQuery query) {
        return semantic.get();
    }

    @Override
    public List<Correction> corrections(SpellingQuery query) {
        return spelling.get();
    }

    @Override
    public Map<PassageKey, List<TermMatch>> explain(LexicalQuery query, Collection<PassageKey> keys) {
        return Map.of();
    }

    @Override
    public Map<String, List<FacetCount>> facets(FacetQuery query) {
        return Map.of();
    }

    @Override
    public Map<PassageKey, Passage> passages(Collection<PassageKey> keys) {
        return Map.of();
    }

    @Override
    public void close() {}
}
