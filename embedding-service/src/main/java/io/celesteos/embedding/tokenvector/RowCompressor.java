package io.celesteos.embedding.tokenvector;

import io.celesteos.embedding.inference.HiddenStates;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A compression as it is carried out: unit length, neighbours pooled, projected, unit length again. Immutable. */
final class RowCompressor {

    private final int pool;
    private final int modelDimensions;
    private final int dimensions;
    private final @Nullable Projection projection;

    private RowCompressor(int pool, int modelDimensions, int dimensions, @Nullable Projection projection) {
        this.pool = pool;
        this.modelDimensions = modelDimensions;
        this.dimensions = dimensions;
        this.projection = projection;
    }

    /** @param projections asked for the dimensions wanted where they are not the model's own */
    static RowCompressor of(Compression compression, int modelDimensions, IntFunction<Projection> projections) {
        Integer wanted = compression.dimensions();
        if (wanted == null || wanted == modelDimensions) {
            return new RowCompressor(compression.pool(), modelDimensions, modelDimensions, null);
        }
        return new RowCompressor(compression.pool(), modelDimensions, wanted, projections.apply(wanted));
    }

    /** Of a row of the answer. */
    int dimensions() {
        return dimensions;
    }

    /** How many rows become of so many. */
    int rows(int chosen) {
        return TokenRows.pooledRows(chosen, pool);
    }

    /** @return {@code rows(chosen.length) x dimensions()}, each row of unit length */
    float[] compress(HiddenStates states, int[] chosen) {
        float[] rows = TokenRows.pool(TokenRows.unit(states, chosen), modelDimensions, pool);
        if (projection == null) {
            return rows;
        }
        float[] projected = projection.apply(rows, dimensions);
        TokenRows.normalize(projected, dimensions);
        return projected;
    }

    /** Behind the model in the name of the space: empty where nothing is projected. */
    String spaceSuffix() {
        return projection == null ? "" : "/pca" + dimensions + "-" + projection.revision();
    }
}
