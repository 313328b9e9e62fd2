package io.celesteos.search.query;

import io.celesteos.search.retrieval.PassageKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps what came again newest first: fusion and reranker know no dates. */
final class NewestOfEquals {

    private NewestOfEquals() {}

    /** The same places with the same scores, each series newest first in those it holds. */
    static List<ScoredCandidate> order(List<ScoredCandidate> scored, List<List<PassageKey>> recurring) {
        List<ScoredCandidate> order = new ArrayList<>(scored);
        for (List<PassageKey> series : recurring) {
            Map<PassageKey, Integer> ages = new HashMap<>();
            series.forEach(key -> ages.put(key, ages.size()));
            List<Integer> places = new ArrayList<>();
            for (int place = 0; place < scored.size(); place++) {
                if (ages.containsKey(scored.get(place).candidate().key())) {
                    places.add(place);
                }
            }
            List<ScoredCandidate> newest = places.stream()
                    .map(scored::get)
                    .sorted(Comparator.comparingInt(
                            each -> ages.getOrDefault(each.candidate().key(), 0)))
                    .toList();
            for (int i = 0; i < places.size(); i++) {
                int place = places.get(i);
                order.set(
                        place,
                        new ScoredCandidate(
                                newest.get(i).candidate(), scored.get(place).score()));
            }
        }
        return order;
    }
}
