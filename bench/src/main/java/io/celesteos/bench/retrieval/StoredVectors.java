package io.celesteos.bench.retrieval;

import io.celesteos.bench.retrieval.MeasuredService.TokenForm;
import io.celesteos.contracts.embedding.TokenEmbeddingsResponse;
import io.celesteos.contracts.embedding.TokenEncoding;
import io.celesteos.contracts.embedding.TokenVectorMatrix;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Passages as a search engine would have stored them, in one compression.
 *
 * @param int8 else float32
 * @param dimensions projected to; null for the model's own
 */
record StoredVectors(
        String name,
        boolean int8,
        boolean dropStopWords,
        int pool,
        @Nullable Integer dimensions) {

    static final TokenForm ALL = new TokenForm(false, 1, null, TokenEncoding.FLOAT);
    static final TokenForm TELLING = new TokenForm(true, 1, null, TokenEncoding.FLOAT);

    static List<StoredVectors> compared() {
        return List.of(
                new StoredVectors("float32, all tokens", false, false, 1, null),
                new StoredVectors("int8, all tokens", true, false, 1, null),
                new StoredVectors("int8, no stop words", true, true, 1, null),
                new StoredVectors("int8, no stop words, pairs pooled", true, true, 2, null),
                new StoredVectors("the same, 128 dimensions", true, true, 2, 128),
                new StoredVectors("the same, 64 dimensions", true, true, 2, 64));
    }

    /** What these are made from. */
    TokenForm source() {
        return dropStopWords ? TELLING : ALL;
    }

    /** What the service is asked for to get them. */
    private TokenForm form() {
        return new TokenForm(dropStopWords, pool, dimensions, int8 ? TokenEncoding.INT8 : TokenEncoding.FLOAT);
    }

    Rows passage(Rows source, @Nullable ProjectionFile projection) {
        Rows pooled = pool == 1 ? source : source.pooled(pool);
        return query(pooled, projection);
    }

    /** A query keeps all its rows, in the space of the passages. */
    Rows query(Rows all, @Nullable ProjectionFile projection) {
        return dimensions == null || projection == null ? all : all.projected(projection, dimensions);
    }

    long bytes(Rows rows) {
        return int8 ? rows.count() * (4L + rows.dimensions()) : rows.values().length * 4L;
    }

    /** @throws IllegalStateException when the service packs these texts otherwise than is measured here */
    void check(MeasuredService service, List<String> texts, int modelDimensions, @Nullable ProjectionFile projection)
            throws IOException {
        TokenEmbeddingsResponse answer = service.tokenVectors(texts, form());
        for (int i = 0; i < texts.size(); i++) {
            Rows rows = passage(Rows.unpack(service.rows(texts.get(i), source()), modelDimensions), projection);
            byte[] here =
                    TokenVectorMatrix.quantize(rows.values(), rows.dimensions()).pack();
            if (!Arrays.equals(here, answer.matrix(i).pack())) {
                throw new IllegalStateException(name + ": the service answers otherwise for: " + texts.get(i));
            }
        }
    }
}
