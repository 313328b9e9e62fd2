package io.celesteos.search.lexical;

import io.celesteos.search.retrieval.PassageKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * An index held against the stored rows, key by key: nine bytes a passage, where two maps of keys would take over
 * a hundred. For one thread.
 */
public final class IndexComparison implements AutoCloseable {

    private final DirectoryReader reader;
    private final List<Segment> segments = new ArrayList<>();

    IndexComparison(DirectoryReader reader) throws IOException {
        this.reader = reader;
        for (LeafReaderContext leaf : reader.leaves()) {
            segments.add(new Segment(leaf.reader()));
        }
    }

    /** Whether the passage is held at exactly this version; each key asked about counts as stored. */
    public boolean holds(PassageKey key, long version) {
        BytesRef term = new BytesRef(key.term());
        try {
            for (Segment segment : segments) {
                int doc = segment.find(term);
                if (doc != DocIdSetIterator.NO_MORE_DOCS) {
                    segment.asked.set(doc);
                    return segment.versions[doc] == version;
                }
            }
            return false;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What is held and was not asked about. */
    public List<PassageKey> others() {
        List<PassageKey> others = new ArrayList<>();
        try {
            for (Segment segment : segments) {
                segment.collectOthers(others);
            }
            return others;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** One segment with its versions at hand: doc values can only be read forwards. */
    private static final class Segment {

        private final LeafReader leaf;
        private final @Nullable Bits live;
        private final @Nullable TermsEnum keys;
        private final long[] versions;
        private final FixedBitSet asked;
        private @Nullable PostingsEnum postings;

        Segment(LeafReader leaf) throws IOException {
            this.leaf = leaf;
            this.live = leaf.getLiveDocs();
            Terms terms = leaf.terms(Fields.KEY);
            this.keys = terms == null ? null : terms.iterator();
            this.versions = new long[leaf.maxDoc()];
            this.asked = new FixedBitSet(leaf.maxDoc());
            NumericDocValues values = DocValues.getNumeric(leaf, Fields.VERSION);
            for (int doc = values.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = values.nextDoc()) {
                versions[doc] = values.longValue();
            }
        }

        int find(BytesRef key) throws IOException {
            if (keys == null || !keys.seekExact(key)) {
                return DocIdSetIterator.NO_MORE_DOCS;
            }
            PostingsEnum docs = keys.postings(postings, PostingsEnum.NONE);
            postings = docs;
            int doc = docs.nextDoc();
            while (doc != DocIdSetIterator.NO_MORE_DOCS && !lives(doc)) {
                doc = docs.nextDoc();
            }
            return doc;
        }

        void collectOthers(List<PassageKey> others) throws IOException {
            BinaryDocValues names = DocValues.getBinary(leaf, Fields.KEY);
            for (int doc = names.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = names.nextDoc()) {
                if (lives(doc) && !asked.get(doc)) {
                    others.add(PassageDocuments.key(names.binaryValue().utf8ToString()));
                }
            }
        }

        private boolean lives(int doc) {
            return live == null || live.get(doc);
        }
    }
}
