package io.celesteos.search.lexical;

import io.celesteos.contracts.search.FacetCount;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/** Counts values over all matches: by ordinal within a segment, by value across segments. */
final class FacetCounter {

    /** Between the value as it is compared and as it is written; no text that is stored holds it. */
    private static final char WRITTEN_AS = '\u001f';

    private static final int DOCS_BETWEEN_LOOKS_AT_THE_CLOCK = 4096;

    private final List<String> names;
    private final Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();

    private FacetCounter(List<String> names) {
        this.names = names;
        names.forEach(name -> counts.put(name, new HashMap<>()));
    }

    /** What is stored for a value. */
    static String value(String normal, String written) {
        return normal + WRITTEN_AS + written;
    }

    /** The {@code most} most frequent values of each name; incomplete when the searcher's time is up. */
    static Map<String, List<FacetCount>> count(
            IndexSearcher searcher, Query query, List<String> names, int most, Runnable clock) throws IOException {
        FacetCounter counter = new FacetCounter(names);
        Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Scorer matches = weight.scorer(leaf);
            if (matches != null) {
                counter.count(leaf, matches.iterator(), clock);
            }
        }
        Map<String, List<FacetCount>> facets = new LinkedHashMap<>();
        names.forEach(name -> facets.put(name, top(counter.counts.getOrDefault(name, Map.of()), most)));
        return facets;
    }

    private void count(LeafReaderContext leaf, DocIdSetIterator matches, Runnable clock) throws IOException {
        SortedSetDocValues[] values = new SortedSetDocValues[names.size()];
        int[][] found = new int[names.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = DocValues.getSortedSet(leaf.reader(), Fields.facet(names.get(i)));
            found[i] = new int[Math.toIntExact(values[i].getValueCount())];
        }
        Bits live = leaf.reader().getLiveDocs();
        int seen = 0;
        for (int doc = matches.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = matches.nextDoc()) {
            if (++seen % DOCS_BETWEEN_LOOKS_AT_THE_CLOCK == 0) {
                clock.run();
            }
            if (live == null || live.get(doc)) {
                for (int i = 0; i < values.length; i++) {
                    count(values[i], doc, found[i]);
                }
            }
        }
        for (int i = 0; i < values.length; i++) {
            add(counts.get(names.get(i)), values[i], found[i]);
        }
    }

    private static void count(SortedSetDocValues values, int doc, int[] found) throws IOException {
        if (values.advanceExact(doc)) {
            for (int i = values.docValueCount(); i > 0; i--) {
                found[(int) values.nextOrd()]++;
            }
        }
    }

    private static void add(@Nullable Map<String, Integer> counts, SortedSetDocValues values, int[] found)
            throws IOException {
        for (int ord = 0; counts != null && ord < found.length; ord++) {
            if (found[ord] > 0) {
                counts.merge(values.lookupOrd(ord).utf8ToString(), found[ord], Integer::sum);
            }
        }
    }

    /** Spellings of one value together, under the one most of them use. */
    private static List<FacetCount> top(Map<String, Integer> counts, int most) {
        Map<String, Map<String, Integer>> spellings = new HashMap<>();
        counts.forEach((value, count) -> {
            int cut = value.indexOf(WRITTEN_AS);
            spellings
                    .computeIfAbsent(value.substring(0, cut), normal -> new HashMap<>())
                    .put(value.substring(cut + 1), count);
        });
        return spellings.values().stream()
                .map(FacetCounter::together)
                .sorted(Comparator.comparingInt(FacetCount::count).reversed().thenComparing(FacetCount::value))
                .limit(most)
                .toList();
    }

    private static FacetCount together(Map<String, Integer> spellings) {
        String usual = spellings.entrySet().stream()
                .min(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow()
                .getKey();
        return new FacetCount(
                usual, spellings.values().stream().mapToInt(Integer::intValue).sum());
    }
}
