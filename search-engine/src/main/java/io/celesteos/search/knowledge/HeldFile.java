package io.celesteos.search.knowledge;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What an index knows of a file.
 *
 * @param stamp it had when it was read
 * @param sha256 of its content; empty where it could not be read
 * @param problem why nothing of it is in the index; null when it is
 * @param chunks numbered from 0
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record HeldFile(
        String stamp, String sha256, @Nullable String problem, String title, String source, String topic, int chunks) {

    static HeldFile unusable(String stamp, String problem) {
        return new HeldFile(stamp, "", problem, "", "", "", 0);
    }

    /** Whether the index need not be touched: the same text under the same name. */
    boolean saysTheSameAs(HeldFile other) {
        return problem == null && other.problem == null && sha256.equals(other.sha256);
    }
}
