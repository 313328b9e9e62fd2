package io.celesteos.search.analysis;

import io.celesteos.search.analysis.CodeExtractor.AskedCode;
import io.celesteos.search.analysis.TextTerms.TextTerm;
import io.celesteos.search.retrieval.AnalysedQuery;
import io.celesteos.search.retrieval.CodeQuery;
import io.celesteos.search.retrieval.QueryKind;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads a query: its words, its codes and what kind of query it is. Thread-safe. */
public final class QueryAnalyzer {

    /** More distinct words than a person types; the rest of a pasted page adds little to a ranking. */
    private static final int MAX_WORDS = 256;

    private static final int MAX_CODES = 128;
    private static final int SENTENCE_WORDS = 8;
    private static final int WORDS_BESIDE_A_CODE = 1;

    private static final Set<String> ASKING = Set.of(
            "how",
            "what",
            "why",
            "when",
            "where",
            "which",
            "who",
            "is",
            "are",
            "can",
            "could",
            "do",
            "does",
            "did",
            "should",
            "would",
            "will",
            "tell",
            "explain",
            "describe",
            "show",
            "give");
    private static final Pattern LOWER_CASE_ME = Pattern.compile("\\bme\\b");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final TextTerms terms;
    private final CodeExtractor codes;

    public QueryAnalyzer(TextTerms terms, CodeExtractor codes) {
        this.terms = terms;
        this.codes = codes;
    }

    public AnalysedQuery analyse(String query) {
        String text = Normalizer.normalize(query.strip(), Normalizer.Form.NFC);
        List<AskedCode> asked = codes.asked(text);
        List<String> typed = List.of(BLANKS.split(text));
        QueryKind kind = kind(text, typed, asked);
        // Nobody says "me" of themselves in a keyword query: it is the main engine.
        String read =
                kind == QueryKind.QUESTION ? text : LOWER_CASE_ME.matcher(text).replaceAll("ME");
        return new AnalysedQuery(text, words(read), queries(asked), kind, typed.size());
    }

    private List<List<String>> words(String text) {
        SortedMap<Integer, Set<String>> byPosition = new TreeMap<>();
        Set<List<String>> groups = new LinkedHashSet<>();
        for (TextTerm term : terms.of(text)) {
            if (term.words() > 1) {
                // The concept of a whole expression is asked for beside its words, not instead of the first.
                groups.add(List.of(term.term()));
            } else {
                byPosition
                        .computeIfAbsent(term.position(), position -> new LinkedHashSet<>())
                        .add(term.term());
            }
        }
        byPosition.values().forEach(position -> groups.add(List.copyOf(position)));
        return groups.stream().limit(MAX_WORDS).toList();
    }

    private static List<CodeQuery> queries(List<AskedCode> asked) {
        List<CodeQuery> queries = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (AskedCode code : asked) {
            if (queries.size() < MAX_CODES && seen.addAll(code.query().forms().keySet())) {
                queries.add(code.query());
            }
        }
        return queries;
    }

    private static QueryKind kind(String text, List<String> typed, List<AskedCode> asked) {
        if (text.endsWith("?")
                || typed.size() >= SENTENCE_WORDS
                || (typed.size() > 2 && ASKING.contains(typed.getFirst().toLowerCase(Locale.ROOT)))) {
            return QueryKind.QUESTION;
        }
        List<AskedCode> named =
                asked.stream().filter(code -> code.query().certain()).toList();
        long beside = CodeToken.scan(text).stream()
                .filter(token ->
                        named.stream().noneMatch(code -> token.start() < code.end() && code.start() < token.end()))
                .count();
        return !named.isEmpty() && beside <= WORDS_BESIDE_A_CODE ? QueryKind.CODE : QueryKind.KEYWORDS;
    }
}
