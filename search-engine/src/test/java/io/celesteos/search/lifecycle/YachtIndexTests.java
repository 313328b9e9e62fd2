package io.celesteos.search.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.analysis.CodeExtractor;
import io.celesteos.search.analysis.MaritimeAnalyzer;
import io.celesteos.search.analysis.QueryAnalyzer;
import io.celesteos.search.analysis.TextTerms;
import io.celesteos.search.analysis.Vocabulary;
import io.celesteos.search.corpus.CorpusReader;
import io.celesteos.search.lexical.LexicalProperties;
import io.celesteos.search.lexical.LuceneIndexes;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.LexicalQuery;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class YachtIndexTests {

    private static final YachtId YACHT = new YachtId(new UUID(0, 1));
    private static final Vocabulary VOCABULARY = Vocabulary.bundled();
    private static final MaritimeAnalyzer ANALYZER = new MaritimeAnalyzer(VOCABULARY);
    private static final CodeExtractor CODES = new CodeExtractor(VOCABULARY);

    private final Corpus corpus = new Corpus();
    private final YachtIndex index = new YachtIndex(
            YACHT, corpus, new LuceneIndexes(new LexicalProperties(0.9f, 0.4f, 2, 1, 1, 3, 1000), ANALYZER, CODES), 2);

    @AfterEach
    void close() {
        index.close();
    }

    @Test
    void theFirstRefreshLoadsAllInBatches() {
        corpus.put(1, 1, "oil one").put(2, 1, "oil two").put(3, 1, "oil three");

        assertThat(index.loaded()).isFalse();
        index.refresh();

        assertThat(index.loaded()).isTrue();
        assertThat(found("oil")).containsExactly(1, 2, 3);
        assertThat(corpus.reads).extracting(Collection::size).containsExactly(2, 1);
    }

    @Test
    void laterRefreshesReadOnlyWhatDiffers() {
        corpus.put(1, 1, "oil one").put(2, 1, "oil two").put(3, 1, "oil three");
        index.refresh();
        corpus.reads.clear();

        corpus.put(2, 2, "water").put(4, 1, "oil four").delete(1);
        index.refresh();

        assertThat(found("oil")).containsExactly(3, 4);
        assertThat(found("water")).containsExactly(2);
        assertThat(corpus.reads).hasSize(1);
        assertThat(corpus.reads.getFirst()).containsExactlyInAnyOrder(key(2), key(4));
    }

    @Test
    void itIsBehindUntilTheStoredGenerationIsPublished() {
        corpus.put(1, 1, "oil");
        assertThat(index.behind(0)).isTrue();
        index.refresh();

        assertThat(index.behind(corpus.generation)).isFalse();
        corpus.put(2, 1, "oil");
        assertThat(index.behind(corpus.generation)).isTrue();
    }

    @Test
    void aChangeDuringARefreshIsNotClaimedAsSeen() {
        corpus.put(1, 1, "oil");
        corpus.beforeRead = () -> corpus.put(2, 1, "oil");

        index.refresh();

        assertThat(index.behind(corpus.generation)).isTrue();
        index.refresh();
        assertThat(found("oil")).containsExactly(1, 2);
    }

    @Test
    void aPassageThatVanishesWhileItIsReadIsNotServed() {
        corpus.put(1, 1, "oil").put(2, 1, "oil");
        index.refresh();
        corpus.put(2, 2, "oil again");
        corpus.beforeRead = () -> corpus.delete(2);

        index.refresh();

        assertThat(found("oil")).containsExactly(1);
    }

    @Test
    void afterAFailureTheOldIndexServesAndTheNextIsBuiltBesideIt() {
        corpus.put(1, 1, "oil one").put(2, 1, "oil two").put(3, 1, "oil three");
        index.refresh();
        corpus.delete(1).put(2, 2, "water").put(4, 1, "oil four").put(5, 1, "oil five");
        corpus.reads.clear();
        corpus.failAfterReads = 1;

        assertThatThrownBy(index::refresh).hasMessage("the database went away");
        assertThat(found("oil")).containsExactly(1, 2, 3);
        assertThat(index.behind(corpus.generation)).isTrue();

        corpus.failAfterReads = Integer.MAX_VALUE;
        corpus.reads.clear();
        index.refresh();

        assertThat(found("oil")).containsExactly(3, 4, 5);
        assertThat(corpus.reads.stream().mapToInt(Collection::size).sum())
                .as("all of it was read again")
                .isEqualTo(4);
    }

    @Test
    void aSnapshotTakenBeforeASwapStaysWhole() {
        corpus.put(1, 1, "oil one").put(2, 1, "oil two").put(3, 1, "oil three");
        index.refresh();
        try (IndexSnapshot held = Objects.requireNonNull(index.acquire())) {
            corpus.put(4, 1, "oil").put(5, 1, "oil").put(6, 1, "oil");
            corpus.reads.clear();
            corpus.failAfterReads = 1;
            assertThatThrownBy(index::refresh).isInstanceOf(IllegalStateException.class);
            corpus.failAfterReads = Integer.MAX_VALUE;
            index.refresh();

            assertThat(found(held, "oil")).containsExactly(1, 2, 3);
            assertThat(found("oil")).hasSize(6);
        }
    }

    @Test
    void aClosedIndexServesAndLoadsNothing() {
        corpus.put(1, 1, "oil");
        index.refresh();
        index.close();
        index.refresh();

        assertThat(index.acquire()).isNull();
        assertThat(index.loaded()).isFalse();
    }

    @Test
    void onlyOneRefreshAtATime() {
        assertThat(index.beginRefresh()).isTrue();
        assertThat(index.beginRefresh()).isFalse();
        index.endRefresh();
        assertThat(index.beginRefresh()).isTrue();
    }

    private List<Integer> found(String query) {
        try (IndexSnapshot snapshot = Objects.requireNonNull(index.acquire())) {
            return found(snapshot, query);
        }
    }

    private static List<Integer> found(IndexSnapshot snapshot, String query) {
        var analysed = new QueryAnalyzer(new TextTerms(ANALYZER), CODES).analyse(query);
        return snapshot
                .matching(new LexicalQuery(analysed, SearchFilters.none(), 100, Deadline.in(Duration.ofSeconds(30))))
                .candidates()
                .stream()
                .map(each -> (int) each.key().id().getLeastSignificantBits())
                .sorted()
                .toList();
    }

    private static PassageKey key(int id) {
        return PassageKey.chunk(new UUID(0, id));
    }

    /** What a database would hold. */
    private static final class Corpus implements CorpusReader {

        final Map<PassageKey, Versioned> stored = new TreeMap<>();
        final List<Collection<PassageKey>> reads = new ArrayList<>();
        Runnable beforeRead = () -> {};
        int failAfterReads = Integer.MAX_VALUE;
        long generation;

        Corpus put(int id, long version, String content) {
            generation++;
            stored.put(key(id), new Versioned(new Passage(key(id), null, 0, "t", content, Map.of(), null), version));
            return this;
        }

        Corpus delete(int id) {
            generation++;
            stored.remove(key(id));
            return this;
        }

        @Override
        public long generation(YachtId yacht) {
            return generation;
        }

        @Override
        public Map<PassageKey, Long> versions(YachtId yacht) {
            Map<PassageKey, Long> versions = new TreeMap<>();
            stored.forEach((key, passage) -> versions.put(key, passage.version()));
            return versions;
        }

        @Override
        public List<Versioned> read(YachtId yacht, Collection<PassageKey> keys) {
            if (reads.size() >= failAfterReads) {
                throw new IllegalStateException("the database went away");
            }
            reads.add(List.copyOf(keys));
            Runnable first = beforeRead;
            beforeRead = () -> {};
            first.run();
            return keys.stream().map(stored::get).filter(Objects::nonNull).toList();
        }
    }
}
