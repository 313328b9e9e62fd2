package io.celesteos.gateway.experiment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * How alike two ranked answers are.
 *
 * @param overlap of the first results, those that both have, as a share of the longer list, 0 to 1; 1 for two
 *     empty ones
 * @param rankCorrelation Spearman's of those that both have (1904), -1 to 1; empty below two
 */
record Comparison(double overlap, OptionalDouble rankCorrelation) {

    /** @param at how many of the first results count */
    static Comparison of(JsonNode main, JsonNode other, int at) {
        List<String> here = keys(main, "id", at);
        List<String> there = keys(other, "id", at);
        if (here.stream().noneMatch(there::contains)) {
            // Another system has other ids for the same things.
            here = keys(main, "title", at);
            there = keys(other, "title", at);
        }
        return of(here, there);
    }

    static Comparison of(List<String> here, List<String> there) {
        int longer = Math.max(here.size(), there.size());
        if (longer == 0) {
            return new Comparison(1, OptionalDouble.empty());
        }
        Set<String> both = new HashSet<>(here);
        both.retainAll(new HashSet<>(there));
        return new Comparison((double) both.size() / longer, correlation(here, there, both));
    }

    private static OptionalDouble correlation(List<String> here, List<String> there, Set<String> both) {
        int n = both.size();
        if (n < 2) {
            return OptionalDouble.empty();
        }
        List<String> first = here.stream().filter(both::contains).toList();
        List<String> second = there.stream().filter(both::contains).toList();
        double squares = 0;
        for (int rank = 0; rank < n; rank++) {
            double apart = rank - second.indexOf(first.get(rank));
            squares += apart * apart;
        }
        return OptionalDouble.of(1 - 6 * squares / (n * ((double) n * n - 1)));
    }

    /** Whether an answer has no results; one that has no list of them is not empty. */
    static boolean isEmpty(JsonNode answer) {
        JsonNode results = answer.get("results");
        return results != null && results.isArray() && results.isEmpty();
    }

    /** Each once, where it comes first. */
    private static List<String> keys(JsonNode answer, String field, int at) {
        Set<String> keys = new LinkedHashSet<>();
        JsonNode results = answer.get("results");
        if (results != null && results.isArray()) {
            for (JsonNode result : results) {
                JsonNode key = result.has(field) ? result.get(field) : result.at("/metadata/" + field);
                if (keys.size() < at && key.isString() && !key.stringValue().isBlank()) {
                    keys.add(key.stringValue().strip().toLowerCase(Locale.ROOT));
                }
            }
        }
        return new ArrayList<>(keys);
    }
}
