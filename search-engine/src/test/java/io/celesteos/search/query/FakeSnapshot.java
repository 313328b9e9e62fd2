package io.celesteos.search.query;

import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.LexicalQuery;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.RankedList;
import io.celesteos.search.retrieval.VectorQuery;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** A snapshot of one chunk whose branches do what a test wants. */
record FakeSnapshot(Supplier<RankedList> lexical, Supplier<RankedList> semantic, int vectors) implements IndexSnapshot {
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
    public Map<PassageKey, Passage> passages(Collection<PassageKey> keys) {
        return Map.of();
    }

    @Override
    public void close() {}
}
