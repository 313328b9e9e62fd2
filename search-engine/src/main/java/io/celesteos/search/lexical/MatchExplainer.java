package io.celesteos.search.lexical;

import io.celesteos.search.analysis.CodeExtractor;
import io.celesteos.search.analysis.TextTerms;
import io.celesteos.search.lexical.PassageDocuments.Texts;
import io.celesteos.search.retrieval.AnalysedQuery;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.TermMatch;
import io.celesteos.search.retrieval.TermMatch.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.IndexSearcher;

/** Which terms of a query a passage holds, where, and what each adds to its score. Thread-safe. */
final class MatchExplainer {

    private final LuceneQueries queries;
    private final PassageDocuments documents;
    private final TextTerms terms;
    private final CodeExtractor codes;

    MatchExplainer(LuceneQueries queries, PassageDocuments documents, TextTerms terms, CodeExtractor codes) {
        this.queries = queries;
        this.documents = documents;
        this.terms = terms;
        this.codes = codes;
    }

    List<TermMatch> explain(IndexSearcher searcher, AnalysedQuery asked, int doc) throws IOException {
        Passage passage = documents.read(searcher.storedFields().document(doc));
        Map<String, Set<String>> held = held(Texts.of(passage));
        double factor = PassageDocuments.kindOf(passage)
                .map(kind -> queries.factors(asked).getOrDefault(kind, 1f))
                .orElse(1f);
        List<TermMatch> matches = new ArrayList<>();
        for (List<Clause> place : queries.clauses(asked)) {
            List<TermMatch> readings = new ArrayList<>();
            for (Clause clause : place) {
                Explanation why = searcher.explain(clause.query(), doc);
                if (why.isMatch()) {
                    readings.add(match(clause, why, factor, held));
                }
            }
            readings.sort(Comparator.comparingDouble(TermMatch::score).reversed());
            for (int i = 0; i < readings.size(); i++) {
                matches.add(i == 0 ? readings.get(i) : notCounted(readings.get(i)));
            }
        }
        return matches;
    }

    private static TermMatch match(Clause clause, Explanation why, double factor, Map<String, Set<String>> held) {
        boolean code = clause.field().equals(Fields.CODES);
        Kind kind = code ? Kind.CODE : TextTerms.isConcept(clause.term()) ? Kind.CONCEPT : Kind.WORD;
        String place = clause.field() + ' ';
        return new TermMatch(
                clause.term(),
                kind,
                held.entrySet().stream()
                        .filter(field -> field.getValue().contains(place + clause.term()))
                        .map(Map.Entry::getKey)
                        .toList(),
                factor * why.getValue().doubleValue(),
                factor * clause.boost(),
                part(why, "idf"),
                part(why, "tf"),
                true);
    }

    private static TermMatch notCounted(TermMatch match) {
        return new TermMatch(
                match.term(),
                match.kind(),
                match.fields(),
                match.score(),
                match.boost(),
                match.idf(),
                match.tf(),
                false);
    }

    /** What each text holds, each term with its field before it. The index keeps them weighted, as one. */
    private Map<String, Set<String>> held(Texts texts) {
        Map<String, Set<String>> held = new LinkedHashMap<>();
        held.put("title", held(texts.title()));
        held.put("content", held(texts.content()));
        held.put("metadata", held(texts.metadata()));
        return held;
    }

    private Set<String> held(String text) {
        Set<String> held = terms.of(text).stream()
                .map(term -> Fields.TEXT + ' ' + term.term())
                .collect(Collectors.toCollection(HashSet::new));
        codes.mentions(text).forEach(mention -> mention.forms().forEach(form -> held.add(Fields.CODES + ' ' + form)));
        return held;
    }

    /** The factor of that name, wherever in the tree it stands. */
    private static double part(Explanation why, String name) {
        if (why.getDescription().startsWith(name + ",")) {
            return why.getValue().doubleValue();
        }
        for (Explanation detail : why.getDetails()) {
            double found = part(detail, name);
            if (found > 0) {
                return found;
            }
        }
        return 0;
    }
}
