package io.celesteos.embedding.dialect;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.embedding.model.ModelCatalog;
import org.jspecify.annotations.Nullable;

/** The {@code dimensions} a caller asks for. */
public final class VectorWidth {

    private VectorWidth() {}

    /**
     * @param dimensions null where the caller leaves it to the model
     * @throws ProblemException 400 listing what is allowed, 404 and 503 as {@link ModelCatalog#require}
     */
    public static void requireAllowed(ModelCatalog catalog, @Nullable String model, @Nullable Integer dimensions) {
        if (dimensions == null) {
            return;
        }
        int allowed = catalog.require(model).artifact().dimensions();
        if (dimensions != allowed) {
            throw ProblemException.invalidField("dimensions", "must be one of [" + allowed + "] for this model");
        }
    }
}
