package io.celesteos.search.lexical;

import io.celesteos.contracts.search.DateRange;
import io.celesteos.contracts.search.HitType;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.search.retrieval.AnalysedQuery;
import io.celesteos.search.retrieval.FilterValues;
import io.celesteos.search.retrieval.LatestWish;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.document.LongField;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;

/** Analysed queries and filters as Lucene queries. Nothing a user types is parsed as syntax. */
final class LuceneQueries {

    private static final float OWN_WORD = 0.2f;
    private static final String DOCUMENT_TYPE = "document_type";

    /** Up to here every word counts; of more, three in four. */
    private static final int SHORT_WISH = 2;

    private static final double MOST = 0.75;

    private final LexicalProperties properties;

    LuceneQueries(LexicalProperties properties) {
        this.properties = properties;
    }

    /** Empty when the query names nothing that could be found (stop words only). */
    Optional<Query> matching(AnalysedQuery asked, SearchFilters filters) {
        List<List<Clause>> clauses = clauses(asked);
        if (clauses.isEmpty()) {
            return Optional.empty();
        }
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        clauses.forEach(each -> query.add(best(each), Occur.SHOULD));
        query.setMinimumNumberShouldMatch(1);
        filter(filters).ifPresent(filter -> query.add(filter, Occur.FILTER));
        Map<String, Float> factors = factors(asked);
        return Optional.of(factors.isEmpty() ? query.build() : new WeighedQuery(query.build(), factors));
    }

    /** What the scores of each kind of passage are multiplied by; 1 for those that are not here. */
    Map<String, Float> factors(AnalysedQuery asked) {
        Map<String, Float> factors = new HashMap<>();
        asked.preferences().besides().forEach(kind -> factors.put(kind, properties.besides()));
        asked.preferences().preferred().forEach(kind -> factors.put(kind, properties.preferred()));
        factors.values().removeIf(factor -> factor == 1);
        return factors;
    }

    /**
     * What adds up to a score; of several in one place the best counts.
     *
     * <p>Of a word with a concept the concept counts: whether a page says genset or generator is chance, and the
     * rarer of the two must not win for being rare. The word itself adds a little.
     */
    List<List<Clause>> clauses(AnalysedQuery asked) {
        List<List<Clause>> clauses = new ArrayList<>();
        for (List<String> word : asked.words()) {
            for (int i = 0; i < word.size(); i++) {
                clauses.add(List.of(new Clause(Fields.TEXT, word.get(i), i == 0 ? 1 : OWN_WORD)));
            }
        }
        if (properties.codeBoost() > 0) {
            asked.codes()
                    .forEach(code -> clauses.add(code.forms().entrySet().stream()
                            .map(form ->
                                    new Clause(Fields.CODES, form.getKey(), form.getValue() * properties.codeBoost()))
                            .toList()));
        }
        return clauses;
    }

    private static Query best(List<Clause> clauses) {
        List<Query> queries = clauses.stream().map(Clause::query).toList();
        return queries.size() == 1 ? queries.getFirst() : new DisjunctionMaxQuery(queries, 0f);
    }

    /** What has most of the query's words and codes, whatever they score. */
    Query most(AnalysedQuery asked) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        asked.words().forEach(word -> query.add(anyOf(Fields.TEXT, word), Occur.SHOULD));
        asked.codes().stream()
                .filter(code -> code.certain() || code.unit())
                .forEach(code -> query.add(anyOf(Fields.CODES, code.forms().keySet()), Occur.SHOULD));
        BooleanQuery words = query.build();
        return query.setMinimumNumberShouldMatch(most(words.clauses().size())).build();
    }

    /** What is of the wished type, about the wished thing, and has a date. */
    Query dated(LatestWish wish, SearchFilters filters) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        query.add(new FieldExistsQuery(Fields.DATE), Occur.FILTER);
        if (!wish.types().isEmpty()) {
            query.add(
                    anyOf(Fields.TYPE, wish.types().stream().map(HitType::name).toList()), Occur.FILTER);
        }
        if (!wish.besides().isEmpty()) {
            query.add(anyOf(Fields.filter(DOCUMENT_TYPE), wish.besides()), Occur.MUST_NOT);
        }
        wish.units().forEach(unit -> query.add(anyOf(Fields.CODES, unit), Occur.FILTER));
        if (!wish.words().isEmpty()) {
            BooleanQuery.Builder words = new BooleanQuery.Builder();
            for (Set<String> word : wish.words()) {
                words.add(anyOf(Fields.TEXT, word), Occur.SHOULD);
            }
            int size = wish.words().size();
            words.setMinimumNumberShouldMatch(size <= SHORT_WISH ? size : most(size));
            query.add(words.build(), Occur.FILTER);
        }
        filter(filters).ifPresent(filter -> query.add(filter, Occur.FILTER));
        return query.build();
    }

    /** Values within one filter OR-ed, filters AND-ed; empty when everything passes. */
    Optional<Query> filter(SearchFilters filters) {
        List<Query> all = new ArrayList<>();
        filters.values().forEach((name, allowed) -> all.add(anyOf(Fields.filter(name), FilterValues.normal(allowed))));
        DateRange dates = filters.dateRange();
        if (dates != null && (dates.start() != null || dates.end() != null)) {
            all.add(LongField.newRangeQuery(
                    Fields.DATE,
                    dates.start() == null ? Long.MIN_VALUE : FilterValues.day(dates.start()),
                    dates.end() == null ? Long.MAX_VALUE : FilterValues.day(dates.end())));
        }
        if (all.isEmpty()) {
            return Optional.empty();
        }
        BooleanQuery.Builder together = new BooleanQuery.Builder();
        all.forEach(each -> together.add(each, Occur.FILTER));
        return Optional.of(together.build());
    }

    private static Query anyOf(String field, Collection<String> terms) {
        return new TermInSetQuery(field, terms.stream().map(BytesRef::new).toList());
    }

    private static int most(int size) {
        return Math.max(1, (int) Math.ceil(MOST * size));
    }
}
