package io.celesteos.bench.load;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How fast one contender was.
 *
 * @param single from the call to the answer, one call at a time; null when none was answered
 * @param own of the search alone, as the service says; null where it says none
 * @param stages medians of what the service names, in milliseconds
 * @param busy from the call to the answer with all callers at once
 * @param perSecond answers a second with all callers at once
 * @param failures answers that did not come or lacked a part, in either
 * @param failure the first of them
 */
record Speed(
        String contender,
        Kind kind,
        boolean raw,
        @Nullable Percentiles single,
        @Nullable Percentiles own,
        Map<String, Double> stages,
        @Nullable Percentiles busy,
        double perSecond,
        int failures,
        @Nullable String failure) {

    /** Stage of the branch that answers searches of this kind alone. */
    static String ownStage(Kind kind) {
        return switch (kind) {
            case WORDS -> "bm25";
            case VECTORS -> "vector";
            case FLOOR, HYBRID -> "";
        };
    }

    Speed {
        // In the order the stages ended.
        stages = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(stages));
    }
}
