package io.celesteos.bench.latency;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One kind of request.
 *
 * @param name as in the table
 * @param body JSON with {@code %s} where the query goes, escaped; null is a GET
 */
public record Probe(String name, URI address, @Nullable String body) {

    /** The floor: the same server, the same HTTP, no work. */
    public boolean isFloor() {
        return body == null;
    }
}
