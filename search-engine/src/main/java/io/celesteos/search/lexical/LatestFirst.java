package io.celesteos.search.lexical;

import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.search.retrieval.Candidate;
import io.celesteos.search.retrieval.LatestWish;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.RankedList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.LongField;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortedNumericSelector;

/**
 * Answers "the latest of something": what is about it comes newest first, before everything else. Sorted and
 * not boosted: a boost by age lets a recent page about nothing in particular pass what was asked for, or an
 * old yacht's last entry drown.
 */
final class LatestFirst {

    static final Sort NEWEST = new Sort(LongField.newSortField(Fields.DATE, true, SortedNumericSelector.Type.MAX));

    private final LuceneQueries queries;

    LatestFirst(LuceneQueries queries) {
        this.queries = queries;
    }

    /**
     * @param matching the query by which all are scored
     * @param best what it found, best first
     * @return the same when nothing dated is about what was wished for
     */
    RankedList before(
            RankedList best, IndexSearcher searcher, Query matching, LatestWish wish, SearchFilters filters, int limit)
            throws IOException {
        // Half of the window, so that what only matches well stays in it too.
        ScoreDoc[] newest = searcher.search(queries.dated(wish, filters), Math.max(1, limit / 2), NEWEST).scoreDocs;
        if (newest.length == 0) {
            return best;
        }
        Map<PassageKey, Long> days = new HashMap<>();
        Window.ranked(searcher, List.of(newest), hit -> (Long) ((FieldDoc) hit).fields[0])
                .candidates()
                .forEach(each -> days.put(each.key(), (long) each.score()));
        Map<PassageKey, Double> scores = Window.scores(searcher, matching, days.keySet());
        List<Candidate> order = new ArrayList<>(days.keySet().stream()
                .map(key -> new Candidate(key, scores.getOrDefault(key, 0.0)))
                .sorted(Comparator.<Candidate>comparingLong(each -> -days.getOrDefault(each.key(), 0L))
                        .thenComparing(
                                Comparator.comparingDouble(Candidate::score).reversed())
                        .thenComparing(Candidate::key))
                .toList());
        int byDate = order.size();
        Set<PassageKey> placed = new HashSet<>(days.keySet());
        best.candidates().stream().filter(each -> !placed.contains(each.key())).forEach(order::add);
        return new RankedList(order, byDate).limited(limit);
    }
}
