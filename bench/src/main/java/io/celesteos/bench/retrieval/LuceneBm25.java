package io.celesteos.bench.retrieval;

import io.celesteos.bench.judged.JudgedSet;
import io.celesteos.bench.retrieval.RankedList.Entry;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;

/** BM25 with k1 .9 and b .4 (the settings of the published baselines) over Lucene's English stems. */
final class LuceneBm25 implements Closeable {

    private static final String FIELD = "text";
    private static final BM25Similarity SIMILARITY = new BM25Similarity(0.9f, 0.4f);

    private final EnglishAnalyzer analyzer = new EnglishAnalyzer();
    private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
    private final DirectoryReader reader;
    private final IndexSearcher searcher;

    LuceneBm25(List<JudgedSet.Passage> passages) throws IOException {
        IndexWriterConfig config = new IndexWriterConfig(analyzer).setSimilarity(SIMILARITY);
        try (IndexWriter writer = new IndexWriter(directory, config)) {
            for (JudgedSet.Passage passage : passages) {
                Document document = new Document();
                document.add(new TextField(FIELD, passage.text(), Field.Store.NO));
                writer.addDocument(document);
            }
            // One segment: document numbers are then the order of writing.
            writer.forceMerge(1);
        }
        reader = DirectoryReader.open(directory);
        searcher = new IndexSearcher(reader);
        searcher.setSimilarity(SIMILARITY);
        IndexSearcher.setMaxClauseCount(10_000);
    }

    RankedList search(String text, int n) throws IOException {
        Query query = new QueryBuilder(analyzer).createBooleanQuery(FIELD, text);
        List<Entry> entries = new ArrayList<>();
        if (query != null) {
            for (ScoreDoc hit : searcher.search(query, n).scoreDocs) {
                entries.add(new Entry(hit.doc, hit.score));
            }
        }
        return new RankedList(entries);
    }

    @Override
    public void close() throws IOException {
        reader.close();
        directory.close();
        analyzer.close();
    }
}
