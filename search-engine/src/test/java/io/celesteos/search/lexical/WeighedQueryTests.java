package io.celesteos.search.lexical;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

/** What is skipped on the way to the best hits must not have been one of them. */
class WeighedQueryTests {

    private static final int DOCUMENTS = 20_000;
    private static final int SEGMENTS = 3;
    private static final List<String> WORDS = List.of("oil", "filter", "pump", "leak", "seal", "valve");
    private static final Map<String, Float> FACTORS = Map.of("manual", 1.6f, "drawing", 0.4f);

    private final Map<Integer, Float> factors = new HashMap<>();

    @Test
    void theBestAreThoseThatWeighingEveryDocumentFinds() throws IOException {
        try (ByteBuffersDirectory directory = filled();
                DirectoryReader reader = DirectoryReader.open(directory)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            for (Query query : List.of(any("oil"), any("oil", "pump"), any("oil", "filter", "pump", "leak", "seal"))) {
                for (int wanted : new int[] {1, 10, 100}) {
                    ScoreDoc[] found = searcher.search(new WeighedQuery(query, FACTORS), wanted).scoreDocs;

                    assertThat(Arrays.stream(found).map(hit -> hit.score).toList())
                            .as("%s, the best %d", query, wanted)
                            .containsExactlyElementsOf(weighed(searcher, query, wanted));
                    for (ScoreDoc hit : found) {
                        assertThat(searcher.explain(new WeighedQuery(query, FACTORS), hit.doc)
                                        .getValue()
                                        .floatValue())
                                .isEqualTo(hit.score);
                    }
                }
            }
        }
    }

    private List<Float> weighed(IndexSearcher searcher, Query query, int wanted) throws IOException {
        return Arrays.stream(searcher.search(query, DOCUMENTS).scoreDocs)
                .map(hit -> hit.score * factors.getOrDefault(hit.doc, 1f))
                .sorted(Comparator.reverseOrder())
                .limit(wanted)
                .toList();
    }

    private static Query any(String... words) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (String word : words) {
            any.add(new TermQuery(new Term("text", word)), Occur.SHOULD);
        }
        return any.build();
    }

    private ByteBuffersDirectory filled() throws IOException {
        Random random = new Random(11);
        ByteBuffersDirectory directory = new ByteBuffersDirectory();
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            for (int doc = 0; doc < DOCUMENTS; doc++) {
                StringBuilder text = new StringBuilder();
                for (int i = 0; i < WORDS.size(); i++) {
                    // The later the word, the rarer it is.
                    int times = random.nextInt(1 << i) == 0 ? random.nextInt(5) : 0;
                    text.append((WORDS.get(i) + " ").repeat(times));
                }
                Document document = new Document();
                document.add(new TextField("text", text.toString(), Field.Store.NO));
                String kind = List.of("manual", "drawing", "report", "")
                        .get(random.nextInt(200) == 0 ? 0 : 1 + random.nextInt(3));
                if (!kind.isEmpty()) {
                    document.add(new SortedDocValuesField(Fields.KIND, new BytesRef(kind)));
                }
                factors.put(doc, FACTORS.getOrDefault(kind, 1f));
                writer.addDocument(document);
                if (doc % (DOCUMENTS / SEGMENTS) == 0) {
                    writer.flush();
                }
            }
        }
        return directory;
    }
}
