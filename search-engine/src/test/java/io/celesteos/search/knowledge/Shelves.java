package io.celesteos.search.knowledge;

import io.celesteos.contracts.knowledge.KnowledgeFolder;
import io.celesteos.contracts.knowledge.KnowledgeHit;
import io.celesteos.contracts.knowledge.KnowledgeLimits;
import io.celesteos.contracts.knowledge.KnowledgeShelf;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.analysis.CodeExtractor;
import io.celesteos.search.analysis.MaritimeAnalyzer;
import io.celesteos.search.analysis.QueryAnalyzer;
import io.celesteos.search.analysis.TextTerms;
import io.celesteos.search.analysis.Vocabulary;
import io.celesteos.search.fusion.FusionProperties;
import io.celesteos.search.indexing.Chunker;
import io.celesteos.search.indexing.ChunkingProperties;
import io.celesteos.search.lexical.LexicalProperties;
import io.celesteos.search.lexical.LuceneIndexes;
import io.celesteos.search.lexical.LuceneIndexes.DirectoryOpener;
import io.celesteos.search.lifecycle.IndexFolder;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.vector.EmbeddingUnavailableException;
import io.celesteos.search.vector.PassageEmbedder;
import io.celesteos.search.vector.QueryEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.store.MMapDirectory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A knowledge base over a temporary folder, without the service around it. */
final class Shelves implements AutoCloseable {

    static final YachtId A = YachtId.of("0a000000-0000-4000-8000-00000000000a");
    static final YachtId B = YachtId.of("0b000000-0000-4000-8000-00000000000b");
    static final KnowledgeShelf SHARED = KnowledgeShelf.shared("default");
    static final EmbeddingSpace SPACE = new EmbeddingSpace("small", "small", 16);

    private static final Vocabulary VOCABULARY = Vocabulary.bundled();
    private static final MaritimeAnalyzer ANALYZER = new MaritimeAnalyzer(VOCABULARY);
    private static final CodeExtractor CODES = new CodeExtractor(VOCABULARY);
    private static final Instant LONG_AGO = Instant.parse("2024-01-01T00:00:00Z");

    final Embedder embedder = new Embedder();
    final Path root;
    final KnowledgeLibrary library;
    final ReloadJobs reloads = new ReloadJobs();
    final KnowledgeWatch watch;
    final VectorFill vectors;
    final KnowledgeDesk desk;
    private final KnowledgeRanking ranking;

    Shelves(Path temp) {
        this(temp, "", "format", SPACE, MMapDirectory::new);
    }

    /** @param store empty for one in memory */
    Shelves(Path temp, String store, String format, EmbeddingSpace space, DirectoryOpener directories) {
        this.root = temp.resolve("knowledge");
        KnowledgeLimits limits = new KnowledgeLimits(50, 100_000, 1_000_000, 4, 10);
        LuceneIndexes lucene =
                new LuceneIndexes(bound("search.lexical", LexicalProperties.class), ANALYZER, CODES, directories);
        library = new KnowledgeLibrary(
                new ShelfBuilds(lucene, IndexFolder.open(store), format, space),
                new FilePassages(new Chunker(new ChunkingProperties(160, 30, 15)), limits),
                Clock.systemUTC());
        watch = new KnowledgeWatch(
                new KnowledgeFolder(root, limits), library, reloads, () -> {}, Duration.ofSeconds(1));
        vectors = new VectorFill(library, embedder, space, bound("search.knowledge", KnowledgeProperties.class));
        desk = new KnowledgeDesk(library, watch, reloads);
        ranking = new KnowledgeRanking(
                new QueryAnalyzer(new TextTerms(ANALYZER), CODES),
                embedder,
                bound("search.fusion", FusionProperties.class));
    }

    private static <T> T bound(String prefix, Class<T> type) {
        return new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate(prefix, type);
    }

    /** A file that nobody has written to for long. */
    Path write(String name, String text) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
            return file;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    void look() {
        watch.look();
    }

    List<String> files(String query, YachtId yacht) {
        return hits(query, yacht, "default").stream()
                .map(hit -> String.valueOf(hit.file()))
                .toList();
    }

    List<KnowledgeHit> hits(String query, YachtId yacht, String collection) {
        Optional<IndexSnapshot> held = library.acquire(KnowledgeShelf.visibleTo(yacht, collection));
        if (held.isEmpty()) {
            return List.of();
        }
        try (IndexSnapshot snapshot = held.get()) {
            var ranked = ranking.rank(
                    query, SearchFilters.none(), snapshot, RequestContext.background(Duration.ofSeconds(30)));
            List<KnowledgeHit> hits = new ArrayList<>();
            ranked.candidates().forEach(each -> {
                var passage = snapshot.passages(List.of(each.key())).get(each.key());
                hits.add(new KnowledgeHit(
                        passage.content(),
                        passage.text("source"),
                        passage.text("topic"),
                        each.score(),
                        passage.title(),
                        null,
                        passage.text("file"),
                        null));
            });
            return hits;
        }
    }

    KnowledgeRanking.Ranked rank(String query, YachtId yacht) {
        try (IndexSnapshot snapshot =
                library.acquire(KnowledgeShelf.visibleTo(yacht, "default")).orElseThrow()) {
            return ranking.rank(
                    query, SearchFilters.none(), snapshot, RequestContext.background(Duration.ofSeconds(30)));
        }
    }

    @Override
    public void close() {
        vectors.close();
        library.close();
    }

    /** Words are directions; it can be away, and can refuse a text. */
    static final class Embedder implements QueryEmbedder, PassageEmbedder {

        volatile boolean away;
        volatile int calls;

        @Override
        public UnitVector embed(EmbeddingSpace space, String query) {
            return embed(space, List.of(query)).getFirst();
        }

        @Override
        public List<UnitVector> embed(EmbeddingSpace space, List<String> passages) {
            calls++;
            if (away) {
                throw new EmbeddingUnavailableException("away");
            }
            if (passages.stream().anyMatch(text -> text.contains("unembeddable"))) {
                throw new EmbeddingUnavailableException("refused", true, null);
            }
            return passages.stream().map(text -> vector(space, text)).toList();
        }

        private static UnitVector vector(EmbeddingSpace space, String text) {
            float[] values = new float[space.dimensions()];
            values[0] = 0.01f;
            for (String word : text.toLowerCase(Locale.ROOT).split("[^a-z]+")) {
                values[Math.floorMod(word.hashCode(), values.length)] += 1;
            }
            return UnitVector.of(values);
        }
    }
}
