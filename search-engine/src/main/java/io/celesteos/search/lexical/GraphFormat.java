package io.celesteos.search.lexical;

import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.vector.VectorProperties;
import io.celesteos.search.vector.VectorProperties.Backend;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/**
 * How vectors lie in an index: an HNSW graph (Malkov, Yashunin 2018) over one byte a dimension, and the full
 * vectors beside it, which are read only for the candidates that come out of the graph. Where the database is
 * searched instead, a mark that the chunk has a vector is all there is.
 *
 * @param searched whether the vectors are searched here
 * @param candidates the graph gives for each query, of which the best by full precision are taken
 */
record GraphFormat(boolean searched, int m, int efConstruction, int candidates) {

    /** Chunks that have a vector, wherever it is kept. */
    static final Query HAS_VECTOR = new TermQuery(new Term(Fields.EMBEDDED, "1"));

    static GraphFormat of(VectorProperties properties) {
        return new GraphFormat(
                properties.backend() == Backend.LUCENE,
                properties.m(),
                properties.efConstruction(),
                properties.candidates());
    }

    Codec codec() {
        KnnVectorsFormat format =
                new Lucene104HnswScalarQuantizedVectorsFormat(ScalarEncoding.UNSIGNED_BYTE, m, efConstruction);
        // A codec of the same name: what it writes can be read without it.
        return new Lucene104Codec() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return format;
            }
        };
    }

    void add(UnitVector vector, Document document) {
        document.add(new StringField(Fields.EMBEDDED, "1", Field.Store.NO));
        if (searched) {
            document.add(
                    new KnnFloatVectorField(Fields.VECTOR, vector.toArray(), VectorSimilarityFunction.DOT_PRODUCT));
        }
    }
}
