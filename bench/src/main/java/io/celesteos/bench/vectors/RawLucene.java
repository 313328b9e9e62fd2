package io.celesteos.bench.vectors;

import io.celesteos.bench.corpus.GrownChunk;
import io.celesteos.bench.corpus.GrownCorpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/** Lucene's HNSW as its tutorial shows it: float vectors, default settings, ten asked for. */
final class RawLucene implements Contender, AutoCloseable {

    private static final double BUFFER_MB = 64;

    private final FSDirectory directory;
    private final DirectoryReader reader;
    private final double buildSeconds;
    private final long bytes;

    RawLucene(GrownCorpus corpus, int chunks, Path folder) throws IOException {
        directory = FSDirectory.open(folder);
        long start = System.nanoTime();
        IndexWriterConfig config = new IndexWriterConfig().setRAMBufferSizeMB(BUFFER_MB);
        try (IndexWriter writer = new IndexWriter(directory, config)) {
            for (int number = 0; number < chunks; number++) {
                GrownChunk chunk = corpus.chunk(number);
                Document document = new Document();
                document.add(new NumericDocValuesField("number", number));
                document.add(new KnnFloatVectorField("vector", chunk.vector(), VectorSimilarityFunction.DOT_PRODUCT));
                for (Share share : Share.values()) {
                    if (share != Share.ALL && share.keeps(chunk)) {
                        document.add(new StringField("share", share.name(), Field.Store.NO));
                    }
                }
                writer.addDocument(document);
            }
        }
        buildSeconds = (System.nanoTime() - start) / 1e9;
        reader = DirectoryReader.open(directory);
        long sum = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                sum += Files.size(file);
            }
        }
        bytes = sum;
    }

    @Override
    public String name() {
        return "raw Lucene HNSW";
    }

    @Override
    public Found find(float[] query, Share share) throws IOException {
        @Nullable Query filter = share == Share.ALL ? null : new TermQuery(new Term("share", share.name()));
        IndexSearcher searcher = new IndexSearcher(reader);
        ScoreDoc[] hits = searcher.search(
                        new KnnFloatVectorQuery("vector", query, ExactAnswers.K, filter), ExactAnswers.K)
                .scoreDocs;
        List<Integer> found = new ArrayList<>();
        for (ScoreDoc hit : hits) {
            NumericDocValues numbers = MultiDocValues.getNumericValues(reader, "number");
            if (numbers != null && numbers.advanceExact(hit.doc)) {
                found.add((int) numbers.longValue());
            }
        }
        return new Found(found, Double.NaN);
    }

    double buildSeconds() {
        return buildSeconds;
    }

    long bytes() {
        return bytes;
    }

    @Override
    public void close() throws IOException {
        reader.close();
        directory.close();
    }
}
