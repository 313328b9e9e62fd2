package io.celesteos.search.lexical;

import io.celesteos.contracts.search.HitType;
import io.celesteos.search.retrieval.Candidate;
import io.celesteos.search.retrieval.FilterValues;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.RankedList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;

/**
 * Of faults and jobs that came again (one machine, one code or title) those that match about as well stand newest
 * first: what was done the last time says most. They change places among themselves only; everything else stays
 * where it is.
 */
final class Recurrences {

    /** From this share of the best score of a series on, a difference is one of wording. */
    private static final double AS_GOOD = 0.8;

    /** More series than a page of hits holds are not looked up beyond the window. */
    private static final int MOST_SERIES = 10;

    private static final Set<HitType> RECURRING = Set.of(HitType.FAULT, HitType.WORK_ORDER);

    private final IndexSearcher searcher;
    private final Query matching;
    private final RankedList best;
    private final boolean more;

    private Recurrences(IndexSearcher searcher, Query matching, RankedList best, int limit) {
        this.searcher = searcher;
        this.matching = matching;
        this.best = best;
        this.more = best.size() >= limit;
    }

    /** What a record has in common with those before it; empty for what does not recur. */
    static Optional<String> series(Passage passage) {
        HitType type = passage.key().type();
        String code = type == HitType.FAULT ? passage.text("code") : "";
        String what = code.isBlank() ? passage.title() : code;
        if (!RECURRING.contains(type) || what.isBlank()) {
            return Optional.empty();
        }
        String machines = passage.metadata().get("equipment") instanceof Collection<?> codes
                ? codes.stream().map(String::valueOf).sorted().collect(Collectors.joining(","))
                : passage.text("equipment");
        return Optional.of(String.join("\n", type.name(), machines, FilterValues.normal(what)));
    }

    /**
     * @param best what {@code matching} found, best first
     * @param limit of the window; where it is full, what is newer is fetched from beyond it
     */
    static RankedList newestFirst(RankedList best, IndexSearcher searcher, Query matching, int limit)
            throws IOException {
        List<PassageKey> records = best.candidates().stream()
                .map(Candidate::key)
                .filter(key -> RECURRING.contains(key.type()))
                .toList();
        return records.isEmpty() || (records.size() == 1 && best.size() < limit)
                ? best
                : new Recurrences(searcher, matching, best, limit).newestFirst(records);
    }

    private RankedList newestFirst(List<PassageKey> records) throws IOException {
        Map<PassageKey, Member> members = members(searcher.search(Window.among(records), records.size()).scoreDocs);
        Map<String, List<Placed>> series = new LinkedHashMap<>();
        for (int place = 0; place < best.size(); place++) {
            Candidate candidate = best.candidates().get(place);
            Member member = members.get(candidate.key());
            if (member != null) {
                series.computeIfAbsent(member.series, name -> new ArrayList<>())
                        .add(new Placed(place, candidate, member.day));
            }
        }
        List<Candidate> order = new ArrayList<>(best.candidates());
        List<List<PassageKey>> recurring = new ArrayList<>();
        int looked = 0;
        for (var each : series.entrySet()) {
            boolean beyond = more && looked++ < MOST_SERIES;
            List<PassageKey> newest = newestFirst(each.getKey(), each.getValue(), beyond, order);
            if (newest.size() > 1) {
                recurring.add(newest);
            }
        }
        return new RankedList(order, 0, recurring);
    }

    private List<PassageKey> newestFirst(String series, List<Placed> found, boolean beyond, List<Candidate> order)
            throws IOException {
        double least = AS_GOOD * found.getFirst().candidate.score();
        List<Placed> equals =
                found.stream().filter(each -> each.candidate.score() >= least).toList();
        List<Placed> newest = Stream.concat(
                        equals.stream(), beyond ? newer(series, found, least).stream() : Stream.empty())
                .sorted(Comparator.<Placed>comparingLong(each -> -each.day)
                        .thenComparing(each -> -each.candidate.score())
                        .thenComparing(each -> each.candidate.key()))
                .limit(equals.size())
                .toList();
        for (int i = 0; i < newest.size(); i++) {
            order.set(equals.get(i).place, newest.get(i).candidate);
        }
        return newest.stream().map(each -> each.candidate.key()).toList();
    }

    /** The newest of the series that match as well and are not in the window. */
    private List<Placed> newer(String series, List<Placed> found, double least) throws IOException {
        Query same = new BooleanQuery.Builder()
                .add(new TermQuery(new Term(Fields.SERIES, series)), Occur.FILTER)
                .add(matching, Occur.FILTER)
                .build();
        Map<PassageKey, Member> members = members(searcher.search(same, found.size(), LatestFirst.NEWEST).scoreDocs);
        found.forEach(each -> members.remove(each.candidate.key()));
        if (members.isEmpty()) {
            return List.of();
        }
        List<Placed> newer = new ArrayList<>();
        Window.scores(searcher, matching, members.keySet()).forEach((key, score) -> {
            Member member = members.get(key);
            if (member != null && score >= least) {
                newer.add(new Placed(-1, new Candidate(key, score), member.day));
            }
        });
        return newer;
    }

    private Map<PassageKey, Member> members(ScoreDoc[] found) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        Map<PassageKey, Member> members = new HashMap<>();
        for (ScoreDoc hit : found) {
            LeafReaderContext context = leaves.get(ReaderUtil.subIndex(hit.doc, leaves));
            LeafReader leaf = context.reader();
            int doc = hit.doc - context.docBase;
            SortedDocValues series = DocValues.getSorted(leaf, Fields.SERIES);
            SortedNumericDocValues day = DocValues.getSortedNumeric(leaf, Fields.DATE);
            var key = DocValues.getBinary(leaf, Fields.KEY);
            if (series.advanceExact(doc) && day.advanceExact(doc) && key.advanceExact(doc)) {
                members.put(
                        PassageDocuments.key(key.binaryValue().utf8ToString()),
                        new Member(series.lookupOrd(series.ordValue()).utf8ToString(), day.nextValue()));
            }
        }
        return members;
    }

    private record Member(String series, long day) {}

    /** A record at its place in the window, -1 beyond it. */
    private record Placed(int place, Candidate candidate, long day) {}
}
