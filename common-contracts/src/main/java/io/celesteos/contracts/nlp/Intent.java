package io.celesteos.contracts.nlp;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the writer wants done.
 *
 * @param primary name of a micro-action, {@code search} when nothing else fits
 * @param confidence 0 to 1
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Intent(
        String primary,
        List<String> secondary,
        double confidence,
        @Nullable List<Candidate> candidates) {

    /** A reading that was considered. */
    public record Candidate(String name, double confidence) {}

    /** What is assumed when nobody has read the text. */
    public static Intent search() {
        return new Intent("search", List.of(), 0.0, null);
    }
}
