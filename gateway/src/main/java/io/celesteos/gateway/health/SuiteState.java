package io.celesteos.gateway.health;

import io.celesteos.contracts.health.DependencyState;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that the gateway leans on, seen at one moment.
 *
 * @param words name of the dependency to its state in a word; {@code healthy} where all is well
 */
record SuiteState(Map<String, String> words) {

    static final String POSTGRES = "postgres";
    static final String HEALTHY = "healthy";
    static final String DEGRADED = "degraded";
    static final String UNREACHABLE = "unreachable";

    SuiteState {
        words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
    }

    /**
     * What {@code dependency} means for the gateway. Any one may be away: the rest is still answered, and without
     * the database so are the yachts already known. Without the database and every service nothing is.
     */
    DependencyState of(String dependency) {
        String word = words.getOrDefault(dependency, UNREACHABLE);
        if (word.equals(HEALTHY)) {
            return DependencyState.healthy();
        }
        return dependency.equals(POSTGRES) && nobodyAnswers()
                ? DependencyState.unhealthy(word)
                : DependencyState.degraded(word);
    }

    /** Whether {@code dependency} can be worked with, if only in part. */
    boolean answers(String dependency) {
        String word = words.getOrDefault(dependency, UNREACHABLE);
        return word.equals(HEALTHY) || word.equals(DEGRADED);
    }

    boolean allWell() {
        return words.values().stream().allMatch(HEALTHY::equals);
    }

    private boolean nobodyAnswers() {
        return words.values().stream().allMatch(UNREACHABLE::equals);
    }
}
