package io.celesteos.search.retrieval;

import io.celesteos.contracts.search.HitType;
import java.util.List;
import java.util.Set;

/**
 * A query that asks for the latest of something: {@code last fault on generator 2}.
 *
 * @param types records it names (faults, work orders); empty where anything with a date will do
 * @param words what it is to be about: each the terms that will do; empty only where {@code types} is not
 * @param units machines it names, each the forms that will do
 * @param besides document types that are not meant: their date is that of an edition
 */
public record LatestWish(Set<HitType> types, List<Set<String>> words, List<Set<String>> units, Set<String> besides) {

    public LatestWish {
        types = Set.copyOf(types);
        words = words.stream().map(Set::copyOf).toList();
        units = units.stream().map(Set::copyOf).toList();
        besides = Set.copyOf(besides);
    }
}
