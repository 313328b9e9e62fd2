package io.celesteos.search.lexical;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.search.HitType;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.analysis.CodeExtractor;
import io.celesteos.search.analysis.MaritimeAnalyzer;
import io.celesteos.search.analysis.QueryAnalyzer;
import io.celesteos.search.analysis.TextTerms;
import io.celesteos.search.analysis.Vocabulary;
import io.celesteos.search.retrieval.AnalysedQuery;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.LexicalQuery;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.RankedList;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** One yacht's index for a test; passages are numbered. */
final class Shelf implements AutoCloseable {

    private static final Vocabulary VOCABULARY = Vocabulary.bundled();
    private static final MaritimeAnalyzer ANALYZER = new MaritimeAnalyzer(VOCABULARY);
    private static final CodeExtractor CODES = new CodeExtractor(VOCABULARY);
    static final QueryAnalyzer QUERIES = new QueryAnalyzer(new TextTerms(ANALYZER), CODES);

    private final LuceneIndex index = new LuceneIndexes(
                    new LexicalProperties(1.6f, 0.3f, 2, 1, 1, 1.5f, 1.3f, 0.75f, 100), ANALYZER, CODES)
            .empty(new YachtId(new UUID(0, 7)));

    Shelf chunk(int id, String content) {
        return chunk(id, content, Map.of());
    }

    Shelf chunk(int id, String content, Map<String, Object> metadata) {
        return put(HitType.DOCUMENT_CHUNK, id, "Manual", content, metadata);
    }

    Shelf put(HitType type, int id, String title, String content, Map<String, Object> metadata) {
        index.put(new Passage(new PassageKey(type, new UUID(0, id)), null, null, title, content, metadata, null));
        return this;
    }

    void remove(int id) {
        index.remove(List.of(PassageKey.chunk(new UUID(0, id))));
    }

    Shelf publish() {
        index.publish(1);
        return this;
    }

    IndexSnapshot open() {
        return Objects.requireNonNull(index.acquire());
    }

    List<Integer> find(String query) {
        return find(query, 100);
    }

    List<Integer> find(String query, int limit) {
        return ids(matching(QUERIES.analyse(query), limit));
    }

    RankedList matching(AnalysedQuery query, int limit) {
        try (IndexSnapshot snapshot = open()) {
            return snapshot.matching(new LexicalQuery(query, SearchFilters.none(), limit, soon()));
        }
    }

    static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(30));
    }

    static List<Integer> ids(RankedList list) {
        return list.candidates().stream()
                .map(each -> (int) each.key().id().getLeastSignificantBits())
                .toList();
    }

    @Override
    public void close() {
        index.close();
    }
}
