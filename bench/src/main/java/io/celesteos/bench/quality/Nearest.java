package io.celesteos.bench.quality;

import io.celesteos.contracts.tenancy.YachtId;
import java.util.Map;
import java.util.UUID;

/** The vector half of the old workflow. Thread-safe. */
@FunctionalInterface
interface Nearest {

    int LIMIT = 10;
    double FARTHEST = 0.3;

    /** The {@link #LIMIT} chunks nearest to the query at a cosine distance below {@link #FARTHEST}, with their similarity. */
    Map<UUID, Double> nearest(YachtId yacht, float[] query);
}
