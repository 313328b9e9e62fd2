package io.celesteos.search.lexical;

import io.celesteos.contracts.search.DateRange;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.search.retrieval.AnalysedQuery;
import io.celesteos.search.retrieval.CodeQuery;
import io.celesteos.search.retrieval.FilterValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.CombinedFieldQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** Analysed queries and filters as Lucene queries. Nothing a user types is parsed as syntax. */
final class LuceneQueries {

    private static final float OWN_WORD = 0.2f;

    private final LexicalProperties properties;

    LuceneQueries(LexicalProperties properties) {
        this.properties = properties;
    }

    /** Empty when the query names nothing that could be found (stop words only). */
    Optional<Query> matching(AnalysedQuery asked, SearchFilters filters) {
        if (asked.words().isEmpty() && asked.codes().isEmpty()) {
            return Optional.empty();
        }
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        asked.words().forEach(word -> query.add(word(word), Occur.SHOULD));
        if (properties.codeBoost() > 0) {
            asked.codes().forEach(code -> query.add(code(code), Occur.SHOULD));
        }
        query.setMinimumNumberShouldMatch(1);
        filter(filters).ifPresent(filter -> query.add(filter, Occur.FILTER));
        return Optional.of(query.build());
    }

    /** Values within one filter OR-ed, filters AND-ed; empty when everything passes. */
    Optional<Query> filter(SearchFilters filters) {
        List<Query> all = new ArrayList<>();
        filters.values()
                .forEach((name, allowed) -> all.add(new TermInSetQuery(
                        Fields.filter(name),
                        FilterValues.normal(allowed).stream().map(BytesRef::new).toList())));
        DateRange dates = filters.dateRange();
        if (dates != null && (dates.start() != null || dates.end() != null)) {
            all.add(LongPoint.newRangeQuery(
                    Fields.DATE,
                    dates.start() == null ? Long.MIN_VALUE : dates.start().toEpochDay(),
                    dates.end() == null ? Long.MAX_VALUE : dates.end().toEpochDay()));
        }
        if (all.isEmpty()) {
            return Optional.empty();
        }
        BooleanQuery.Builder together = new BooleanQuery.Builder();
        all.forEach(each -> together.add(each, Occur.FILTER));
        return Optional.of(together.build());
    }

    /**
     * BM25F over the text fields. Of a word with a concept the concept counts: whether a page says genset or
     * generator is chance, and the rarer of the two must not win for being rare. The word itself adds a little.
     */
    private Query word(List<String> terms) {
        if (terms.size() == 1) {
            return term(terms.getFirst());
        }
        BooleanQuery.Builder word = new BooleanQuery.Builder();
        word.add(term(terms.getFirst()), Occur.SHOULD);
        terms.stream().skip(1).forEach(other -> word.add(new BoostQuery(term(other), OWN_WORD), Occur.SHOULD));
        return word.build();
    }

    private Query term(String term) {
        return new CombinedFieldQuery.Builder(term)
                .addField(Fields.TITLE, properties.titleWeight())
                .addField(Fields.CONTENT, properties.contentWeight())
                .addField(Fields.METADATA, properties.metadataWeight())
                .build();
    }

    private Query code(CodeQuery code) {
        List<Query> forms = new ArrayList<>();
        code.forms()
                .forEach((form, worth) -> forms.add(
                        new BoostQuery(new TermQuery(new Term(Fields.CODES, form)), worth * properties.codeBoost())));
        return forms.size() == 1 ? forms.getFirst() : new DisjunctionMaxQuery(forms, 0f);
    }
}
