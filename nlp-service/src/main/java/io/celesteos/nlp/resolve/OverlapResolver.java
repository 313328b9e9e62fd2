package io.celesteos.nlp.resolve;

import io.celesteos.contracts.nlp.EntitySource;
import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * One reading for each place of the text: the longest, of equal ones the most specific, then the most reliable source,
 * then the most confident. What is left equal is settled by kind, place and rule, so that the same text always gives the
 * same answer, whatever the order of the recognisers.
 */
public final class OverlapResolver {

    private static final Comparator<Candidate> BEST_FIRST = Comparator.comparingInt(
                    (Candidate candidate) -> -candidate.span().length())
            .thenComparingInt(candidate -> -candidate.detail())
            .thenComparingInt(candidate -> unreliability(candidate.source()))
            .thenComparingDouble(candidate -> -candidate.confidence())
            .thenComparing(Candidate::kind)
            .thenComparingInt(candidate -> candidate.span().start())
            .thenComparing(Candidate::rule)
            .thenComparing(Candidate::canonical);

    private OverlapResolver() {}

    /** Which readings stand, and which lost to them. */
    public static Resolution resolve(List<Candidate> candidates) {
        TreeMap<Integer, Candidate> taken = new TreeMap<>();
        List<Overruled> overruled = new ArrayList<>();
        for (Candidate candidate : candidates.stream().sorted(BEST_FIRST).toList()) {
            Span span = candidate.span();
            var before = taken.lowerEntry(span.end());
            if (before == null || !before.getValue().span().overlaps(span)) {
                taken.put(span.start(), candidate);
            } else {
                overruled.add(new Overruled(candidate, before.getValue()));
            }
        }
        overruled.sort(Comparator.comparing(lost -> lost.loser().span().start()));
        return new Resolution(List.copyOf(taken.values()), overruled);
    }

    static int unreliability(EntitySource source) {
        return switch (source) {
            case YACHT -> 0;
            case PATTERN -> 1;
            case GAZETTEER -> 2;
            case MODEL -> 3;
            case FUZZY -> 4;
        };
    }
}
