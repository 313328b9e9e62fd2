package io.celesteos.bench.quality;

import io.celesteos.contracts.tenancy.YachtId;
import java.util.Map;

/**
 * One query with known answers.
 *
 * @param kind of query, empty where the collection has no kinds
 * @param yacht that is asked
 * @param answers name to grade, at least one above 0; names are those of the set's {@link Naming}
 */
record Question(String id, String kind, YachtId yacht, String text, Map<String, Integer> answers) {

    Question {
        answers = Map.copyOf(answers);
    }

    /** The highest grade there is. */
    int best() {
        return answers.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}
