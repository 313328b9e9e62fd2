package io.celesteos.search.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.search.analysis.CodeExtractor;
import io.celesteos.search.analysis.MaritimeAnalyzer;
import io.celesteos.search.analysis.QueryAnalyzer;
import io.celesteos.search.analysis.TextTerms;
import io.celesteos.search.analysis.Vocabulary;
import io.celesteos.search.corpus.CorpusReader.Versioned;
import io.celesteos.search.lexical.LexicalProperties;
import io.celesteos.search.lexical.LuceneIndexes;
import io.celesteos.search.lexical.LuceneIndexes.DirectoryOpener;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.LexicalQuery;
import io.celesteos.search.retrieval.Passage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.lucene.store.MMapDirectory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Indexes as the service makes them, and what is found in them. */
final class TestIndexes {

    static final String FORMAT = "format 1";

    private static final Vocabulary VOCABULARY = Vocabulary.bundled();
    private static final MaritimeAnalyzer ANALYZER = new MaritimeAnalyzer(VOCABULARY);
    private static final CodeExtractor CODES = new CodeExtractor(VOCABULARY);

    private TestIndexes() {}

    static LuceneIndexes lucene(DirectoryOpener directories) {
        LexicalProperties defaults = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("search.lexical", LexicalProperties.class);
        return new LuceneIndexes(defaults, ANALYZER, CODES, directories);
    }

    static IndexBuilds inMemory() {
        return new IndexBuilds(lucene(MMapDirectory::new), IndexFolder.open(""), FORMAT, Clock.systemUTC());
    }

    static IndexBuilds onDisk(Path folder) {
        return onDisk(folder, MMapDirectory::new, FORMAT);
    }

    static IndexBuilds onDisk(Path folder, DirectoryOpener directories, String format) {
        IndexFolder opened = IndexFolder.open(folder.toString());
        assertThat(opened.state()).isEqualTo(IndexFolder.State.DISK);
        return new IndexBuilds(lucene(directories), opened, format, Clock.systemUTC());
    }

    static List<Integer> found(YachtIndex index, String query) {
        try (IndexSnapshot snapshot = Objects.requireNonNull(index.acquire())) {
            return found(snapshot, query);
        }
    }

    static List<Integer> found(IndexSnapshot snapshot, String query) {
        var analysed = new QueryAnalyzer(new TextTerms(ANALYZER), CODES).analyse(query);
        return snapshot
                .matching(new LexicalQuery(analysed, SearchFilters.none(), 100, Deadline.in(Duration.ofSeconds(30))))
                .candidates()
                .stream()
                .map(each -> (int) each.key().id().getLeastSignificantBits())
                .sorted()
                .toList();
    }

    /** Whatever way it came about: the index must hold what is stored, and nothing else. */
    static void assertHolds(YachtIndex index, FakeCorpus corpus) {
        try (IndexSnapshot snapshot = Objects.requireNonNull(index.acquire())) {
            Map<?, String> held = snapshot.passages(corpus.stored.keySet()).entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().content()));
            Map<?, String> stored = corpus.stored.values().stream()
                    .map(Versioned::passage)
                    .collect(Collectors.toMap(Passage::key, Passage::content));
            assertThat(held).isEqualTo(stored);
            assertThat(snapshot.chunks()).isEqualTo(stored.size());
        }
    }
}
