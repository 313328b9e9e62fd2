package io.celesteos.search.lexical;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.analysis.CodeExtractor;
import io.celesteos.search.analysis.MaritimeAnalyzer;
import io.celesteos.search.analysis.TextTerms;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.vector.VectorProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.Version;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Makes indexes, and opens those that an earlier process committed. Thread-safe. */
@Component
public final class LuceneIndexes {

    /** Names the format of what lies on disk, beside the code that wrote it. */
    public static final String FORMAT = "lucene-" + Version.LATEST;

    /** A query of 256 words with concepts and codes stays far below. */
    private static final int MAX_CLAUSES = 8_192;

    private static final EmbeddingSpace NO_SPACE = new EmbeddingSpace("none", "none", 0);

    private final IndexSettings settings;
    private final DirectoryOpener directories;

    @Autowired
    public LuceneIndexes(
            LexicalProperties properties, MaritimeAnalyzer analyzer, CodeExtractor codes, VectorProperties vectors) {
        this(properties, analyzer, codes, vectors, MMapDirectory::new);
    }

    LuceneIndexes(LexicalProperties properties, MaritimeAnalyzer analyzer, CodeExtractor codes) {
        this(properties, analyzer, codes, MMapDirectory::new);
    }

    /** With the vectors as they are kept by default. */
    public LuceneIndexes(
            LexicalProperties properties, MaritimeAnalyzer analyzer, CodeExtractor codes, DirectoryOpener directories) {
        this(properties, analyzer, codes, VectorProperties.DEFAULT, directories);
    }

    /** @param directories how a folder becomes a directory; tests let disks fail here */
    private LuceneIndexes(
            LexicalProperties properties,
            MaritimeAnalyzer analyzer,
            CodeExtractor codes,
            VectorProperties vectors,
            DirectoryOpener directories) {
        IndexSearcher.setMaxClauseCount(MAX_CLAUSES);
        this.directories = directories;
        var documents = new PassageDocuments(properties, codes);
        var queries = new LuceneQueries(properties);
        this.settings = new IndexSettings(
                analyzer,
                new BM25Similarity(properties.k1(), properties.b()),
                documents,
                queries,
                GraphFormat.of(vectors),
                new MatchExplainer(queries, documents, new TextTerms(analyzer), codes),
                properties.exactVectors());
    }

    /** How a folder becomes a directory. */
    public interface DirectoryOpener {
        Directory open(Path folder) throws IOException;
    }

    LuceneIndex empty(YachtId yacht) {
        return empty(yacht, NO_SPACE);
    }

    /** An empty index in memory, for vectors of that space. */
    public LuceneIndex empty(YachtId yacht, EmbeddingSpace space) {
        try {
            return open(yacht, space, new ByteBuffersDirectory(), OpenMode.CREATE);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** An empty index in a folder; until its first commit there is nothing to open there. */
    public LuceneIndex create(YachtId yacht, EmbeddingSpace space, Path folder) throws IOException {
        return open(yacht, space, directories.open(folder), OpenMode.CREATE);
    }

    /**
     * The last commit in the folder, with nothing published yet.
     *
     * @param check read every byte and hold it against its checksum first
     * @throws IOException when there is none, it is damaged, or somebody else writes there
     */
    public LuceneIndex open(YachtId yacht, EmbeddingSpace space, Path folder, boolean check) throws IOException {
        Directory directory = directories.open(folder);
        if (check) {
            try {
                checkIntegrity(directory);
            } catch (IOException | RuntimeException damaged) {
                IOUtils.closeWhileHandlingException(directory);
                throw damaged;
            }
        }
        return open(yacht, space, directory, OpenMode.APPEND);
    }

    /**
     * Two snapshots of the same space as one: words are weighed, and hits ranked, over both together. Both may be
     * closed before it.
     */
    public static IndexSnapshot joined(IndexSnapshot one, IndexSnapshot other) {
        if (one instanceof LuceneSnapshot first
                && other instanceof LuceneSnapshot second
                && one.space().equals(other.space())) {
            return first.with(second);
        }
        throw new IllegalArgumentException("these cannot be searched as one: " + one + ", " + other);
    }

    /** The label of the last commit in the folder. */
    public Map<String, String> label(Path folder) throws IOException {
        try (Directory directory = directories.open(folder)) {
            return SegmentInfos.readLatestCommit(directory).getUserData();
        }
    }

    /** Whether an index could not be opened only because it is open already. */
    public static boolean heldElsewhere(Throwable failure) {
        return failure instanceof LockObtainFailedException;
    }

    private LuceneIndex open(YachtId yacht, EmbeddingSpace space, Directory directory, OpenMode mode)
            throws IOException {
        try {
            return new LuceneIndex(yacht, space, settings, directory, mode);
        } catch (IOException | RuntimeException failure) {
            IOUtils.closeWhileHandlingException(directory);
            throw failure;
        }
    }

    private static void checkIntegrity(Directory directory) throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            for (LeafReaderContext leaf : reader.leaves()) {
                if (leaf.reader() instanceof SegmentReader segment) {
                    segment.checkIntegrity();
                }
            }
        }
    }
}
