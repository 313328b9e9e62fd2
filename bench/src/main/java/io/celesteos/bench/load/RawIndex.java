package io.celesteos.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.FSDirectory;

/** A Lucene index on disk as its tutorial shows it: default settings, one thread. */
final class RawIndex implements AutoCloseable {

    static final String NUMBER = "number";

    private static final double BUFFER_MB = 64;
    private static final int DOCUMENTS_A_REPORT = 1_000;

    private final Path folder;
    private final FSDirectory directory;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;

    RawIndex(Path folder) throws IOException {
        this.folder = folder;
        this.directory = FSDirectory.open(folder);
        this.reader = DirectoryReader.open(directory);
        this.searcher = new IndexSearcher(reader);
    }

    static void build(Path folder, int documents, IntFunction<Document> document, LongConsumer progress)
            throws IOException {
        try (FSDirectory directory = FSDirectory.open(folder);
                StandardAnalyzer analyzer = new StandardAnalyzer();
                IndexWriter writer = new IndexWriter(
                        directory,
                        new IndexWriterConfig(analyzer)
                                .setOpenMode(IndexWriterConfig.OpenMode.CREATE)
                                .setRAMBufferSizeMB(BUFFER_MB))) {
            for (int number = 0; number < documents; number++) {
                writer.addDocument(document.apply(number));
                if ((number + 1) % DOCUMENTS_A_REPORT == 0) {
                    progress.accept(number + 1);
                }
            }
        }
    }

    /** Numbers of the best. */
    int[] search(Query query, int wanted) throws IOException {
        ScoreDoc[] hits = searcher.search(query, wanted).scoreDocs;
        StoredFields fields = searcher.storedFields();
        int[] numbers = new int[hits.length];
        for (int rank = 0; rank < hits.length; rank++) {
            Number number = fields.document(hits[rank].doc).getField(NUMBER).numericValue();
            numbers[rank] = number == null ? -1 : number.intValue();
        }
        return numbers;
    }

    long bytes() throws IOException {
        long sum = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                sum += Files.size(file);
            }
        }
        return sum;
    }

    @Override
    public void close() throws IOException {
        reader.close();
        directory.close();
    }
}
