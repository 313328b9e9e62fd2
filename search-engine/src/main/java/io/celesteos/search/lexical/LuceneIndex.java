package io.celesteos.search.lexical;

import io.celesteos.contracts.search.HitType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * One yacht's index, in memory or in a folder. One thread at a time writes and publishes; any number hold
 * snapshots, which stay whole when later ones are published, when the index is closed and when its folder is
 * deleted. What is published can be searched; only what is committed survives the process.
 */
public final class LuceneIndex implements AutoCloseable {

    private static final double BUFFER_MB = 32;

    private final YachtId yacht;
    private final EmbeddingSpace space;
    private final IndexSettings settings;
    private final Directory directory;
    private final IndexWriter writer;
    private volatile @Nullable Publication current;

    LuceneIndex(
            YachtId yacht,
            EmbeddingSpace space,
            IndexSettings settings,
            Directory directory,
            IndexWriterConfig.OpenMode mode)
            throws IOException {
        this.yacht = yacht;
        this.space = space;
        this.settings = settings;
        this.directory = directory;
        IndexWriterConfig config = new IndexWriterConfig(settings.analyzer());
        config.setSimilarity(settings.similarity());
        config.setRAMBufferSizeMB(BUFFER_MB);
        config.setCodec(settings.graph().codec());
        config.setUseCompoundFile(false);
        config.setCommitOnClose(false);
        config.setOpenMode(mode);
        this.writer = new IndexWriter(directory, config);
    }

    void put(Passage passage) {
        put(passage, 0);
    }

    /**
     * Adds the passage, or replaces the one with its key.
     *
     * @param version of the rows it was read from, for {@link #compare()}
     */
    public void put(Passage passage, long version) {
        try {
            Document document = settings.documents().write(passage);
            document.add(new NumericDocValuesField(Fields.VERSION, version));
            if (passage.vector() != null) {
                settings.graph().add(passage.vector(), document);
            }
            writer.updateDocument(new Term(Fields.KEY, passage.key().term()), document);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public void remove(Collection<PassageKey> keys) {
        try {
            writer.deleteDocuments(
                    keys.stream().map(key -> new Term(Fields.KEY, key.term())).toArray(Term[]::new));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void publish(long generation) {
        publish(generation, Long.toString(generation));
    }

    /** Makes all that was written visible to later snapshots, as {@code generation} of that {@code edition}. */
    public void publish(long generation, String edition) {
        Publication before = current;
        try {
            IndexReader reader = before == null
                    ? DirectoryReader.open(writer)
                    : DirectoryReader.openIfChanged((DirectoryReader) before.reader(), writer);
            if (before != null && reader == null) {
                reader = before.reader();
                reader.incRef();
            }
            IndexSearcher counting = new IndexSearcher(reader);
            current = new Publication(
                    reader,
                    generation,
                    edition,
                    counting.count(new TermQuery(new Term(Fields.TYPE, HitType.DOCUMENT_CHUNK.name()))),
                    counting.count(GraphFormat.HAS_VECTOR));
            if (before != null) {
                before.reader().decRef();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The newest publication; null before the first one and after {@link #close()}. */
    public @Nullable IndexSnapshot acquire() {
        for (Publication newest = current; newest != null; newest = current) {
            if (newest.reader().tryIncRef()) {
                return new LuceneSnapshot(yacht, space, newest, settings);
            }
        }
        return null;
    }

    /** Sets what was written so far, published or not, against what is stored. */
    public IndexComparison compare() {
        try {
            return new IndexComparison(DirectoryReader.open(writer));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Makes all that was written survive this process, all or nothing, with a label to know it by.
     *
     * @param label read back by {@link LuceneIndexes#label}
     */
    public void commit(Map<String, String> label) {
        try {
            writer.setLiveCommitData(label.entrySet());
            writer.commit();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Size of the published data with its vectors and of what waits to be written, in bytes. */
    public long bytes() {
        Publication newest = current;
        if (newest == null || !newest.reader().tryIncRef()) {
            return 0;
        }
        try {
            long bytes = writer.ramBytesUsed();
            for (LeafReaderContext leaf : newest.reader().leaves()) {
                if (leaf.reader() instanceof SegmentReader segment) {
                    bytes += segment.getSegmentInfo().sizeInBytes();
                }
            }
            return bytes;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            release(newest);
        }
    }

    /** What is in it, written or published; 0 when it is closed. */
    public int documents() {
        try {
            return writer.isOpen() ? writer.getDocStats().numDocs : 0;
        } catch (AlreadyClosedException closed) {
            return 0;
        }
    }

    /** Whether somebody holds a snapshot of the newest publication. */
    public boolean inUse() {
        Publication newest = current;
        return newest != null && newest.reader().getRefCount() > 1;
    }

    /** Whether it can still be written to; an error on its disk ends that for good. */
    public boolean writable() {
        return writer.isOpen();
    }

    private static void release(Publication publication) {
        try {
            publication.reader().decRef();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What was not committed is forgotten. */
    @Override
    public void close() {
        Publication last = current;
        current = null;
        try {
            IOUtils.close(
                    () -> {
                        if (last != null) {
                            last.reader().decRef();
                        }
                    },
                    writer::rollback,
                    directory);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What snapshots share. */
    record Publication(IndexReader reader, long generation, String edition, int chunks, int vectors) {}
}
