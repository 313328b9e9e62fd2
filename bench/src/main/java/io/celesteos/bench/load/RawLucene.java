package io.celesteos.bench.load;

import io.celesteos.bench.corpus.GrownCorpus;
import java.io.IOException;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.QueryBuilder;

/** Lucene without a service, in this process: BM25 over its standard analysis, or HNSW over float vectors. */
final class RawLucene {

    private static final StandardAnalyzer ANALYZER = new StandardAnalyzer();
    private static final String TEXT = "text";
    private static final String VECTOR = "vector";

    private RawLucene() {}

    static IntFunction<Document> wordDocuments(GrownCorpus corpus) {
        return number -> {
            Document document = new Document();
            document.add(new StoredField(RawIndex.NUMBER, number));
            document.add(new TextField(TEXT, corpus.chunk(number).text(), Field.Store.NO));
            return document;
        };
    }

    static IntFunction<Document> vectorDocuments(GrownCorpus corpus) {
        return number -> {
            Document document = new Document();
            document.add(new StoredField(RawIndex.NUMBER, number));
            document.add(new KnnFloatVectorField(
                    VECTOR, corpus.chunk(number).vector(), VectorSimilarityFunction.DOT_PRODUCT));
            return document;
        };
    }

    static List<Contender> words(RawIndex index) {
        return List.of(new Words(index, Service.TOP_K), new Words(index, Service.WINDOW));
    }

    static List<Contender> vectors(RawIndex index) {
        return List.of(new Vectors(index, Service.TOP_K), new Vectors(index, Service.WINDOW));
    }

    private static String name(String what, int wanted) {
        return wanted == Service.TOP_K ? what : what + ", " + wanted;
    }

    private record Words(RawIndex index, int wanted) implements Contender {
        @Override
        public String name() {
            return RawLucene.name("raw Lucene BM25", wanted);
        }

        @Override
        public Kind kind() {
            return Kind.WORDS;
        }

        @Override
        public boolean raw() {
            return true;
        }

        @Override
        public Reply ask(LoadQuery query) throws IOException {
            Query parsed = new QueryBuilder(ANALYZER).createBooleanQuery(TEXT, query.text());
            if (parsed != null) {
                index.search(parsed, wanted);
            }
            return Reply.SILENT;
        }
    }

    private record Vectors(RawIndex index, int wanted) implements Contender {
        @Override
        public String name() {
            return RawLucene.name("raw Lucene HNSW", wanted);
        }

        @Override
        public Kind kind() {
            return Kind.VECTORS;
        }

        @Override
        public boolean raw() {
            return true;
        }

        @Override
        public Reply ask(LoadQuery query) throws IOException {
            index.search(new KnnFloatVectorQuery(VECTOR, query.vector(), wanted), wanted);
            return Reply.SILENT;
        }
    }
}
