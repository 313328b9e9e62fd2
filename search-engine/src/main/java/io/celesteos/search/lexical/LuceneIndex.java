package io.celesteos.search.lexical;

import io.celesteos.contracts.search.HitType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * One yacht's index in memory. One thread at a time writes and publishes; any number hold snapshots, which
 * stay whole when later ones are published and when the index is closed.
 */
public final class LuceneIndex implements AutoCloseable {

    private static final double BUFFER_MB = 32;

    private final YachtId yacht;
    private final IndexSettings settings;
    private final IndexWriter writer;
    private volatile @Nullable Publication current;

    LuceneIndex(YachtId yacht, IndexSettings settings) {
        this.yacht = yacht;
        this.settings = settings;
        IndexWriterConfig config = new IndexWriterConfig(settings.analyzer());
        config.setSimilarity(settings.similarity());
        config.setRAMBufferSizeMB(BUFFER_MB);
        config.setUseCompoundFile(false);
        config.setCommitOnClose(false);
        try {
            this.writer = new IndexWriter(new ByteBuffersDirectory(), config);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Adds the passage, or replaces the one with its key. */
    public void put(Passage passage) {
        try {
            writer.updateDocument(
                    new Term(Fields.KEY, passage.key().term()),
                    settings.documents().write(passage));
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

    /** Makes all that was written visible to later snapshots, as {@code generation}. */
    public void publish(long generation) {
        Publication before = current;
        try {
            DirectoryReader reader = before == null
                    ? DirectoryReader.open(writer)
                    : DirectoryReader.openIfChanged(before.reader(), writer);
            if (before != null && reader == null) {
                reader = before.reader();
                reader.incRef();
            }
            IndexSearcher counting = new IndexSearcher(reader);
            current = new Publication(
                    reader,
                    generation,
                    counting.count(new TermQuery(new Term(Fields.TYPE, HitType.DOCUMENT_CHUNK.name()))),
                    counting.count(new FieldExistsQuery(Fields.VECTOR)));
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
                return new LuceneSnapshot(yacht, newest, settings);
            }
        }
        return null;
    }

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
                    writer::rollback);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What snapshots share. */
    record Publication(DirectoryReader reader, long generation, int chunks, int vectors) {}
}
