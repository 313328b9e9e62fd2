package io.celesteos.search.analysis;

import io.celesteos.search.analysis.CodeExtractor.AskedCode;
import io.celesteos.search.analysis.TextTerms.TextTerm;
import io.celesteos.search.retrieval.AnalysedQuery;
import io.celesteos.search.retrieval.CodeQuery;
import io.celesteos.search.retrieval.Correction;
import io.celesteos.search.retrieval.QueryKind;
import io.celesteos.search.retrieval.TypedWord;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a query: its words, its codes and what kind of query it is. Thread-safe. */
public final class QueryAnalyzer {

    /** More distinct words than a person types; the rest of a pasted page adds little to a ranking. */
    private static final int MAX_WORDS = 256;

    private static final int MAX_CODES = 128;
    private static final int MAX_TYPED = 32;
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
    private final LatestReader latest;
    private final PreferenceReader preferences;

    public QueryAnalyzer(TextTerms terms, CodeExtractor codes) {
        this.terms = terms;
        this.codes = codes;
        this.latest = new LatestReader(codes.vocabulary());
        this.preferences = new PreferenceReader(codes.vocabulary());
    }

    public AnalysedQuery analyse(String query) {
        String text = Normalizer.normalize(query.strip(), Normalizer.Form.NFC);
        List<AskedCode> asked = codes.asked(text);
        List<String> typed = List.of(BLANKS.split(text));
        QueryKind kind = kind(text, typed, asked);
        // Nobody says "me" of themselves in a keyword query: it is the main engine.
        String read =
                kind == QueryKind.QUESTION ? text : LOWER_CASE_ME.matcher(text).replaceAll("ME");
        List<TextTerm> found = terms.of(read);
        LatestReader.Reading dated = latest.read(read, found, asked);
        return new AnalysedQuery(
                text,
                groups(kind == QueryKind.CODE ? dated.others() : preferences.telling(read, dated.others())),
                queries(asked),
                kind,
                typed.size(),
                typed(text, found, asked),
                dated.wish(),
                preferences.read(text, kind, typed.size(), asked));
    }

    /**
     * The query with what was meant: in place of words that are nowhere in the index, beside those that are
     * merely rare.
     */
    public AnalysedQuery corrected(AnalysedQuery query, List<Correction> corrections) {
        StringBuilder text = new StringBuilder(query.text());
        List<Correction> beside = new ArrayList<>();
        Set<TypedWord> replaced = new LinkedHashSet<>();
        for (Correction correction : corrections.reversed()) {
            TypedWord typed = correction.typed();
            if (correction.replaces() && isFirst(correction, corrections) && replaced.add(typed)) {
                text.replace(typed.start(), typed.end(), correction.meant());
            } else {
                beside.add(correction);
            }
        }
        AnalysedQuery base = replaced.isEmpty() ? query : analyse(text.toString());
        Set<List<String>> words = new LinkedHashSet<>(base.words());
        beside.reversed().forEach(correction -> words.addAll(groups(terms.of(correction.meant()))));
        return new AnalysedQuery(
                base.text(),
                words.stream().limit(MAX_WORDS).toList(),
                base.codes(),
                base.kind(),
                base.tokens(),
                base.typed(),
                base.latest(),
                base.preferences());
    }

    private static boolean isFirst(Correction correction, List<Correction> corrections) {
        return corrections.stream()
                .filter(other -> other.typed().equals(correction.typed()))
                .findFirst()
                .filter(correction::equals)
                .isPresent();
    }

    private static List<List<String>> groups(List<TextTerm> found) {
        SortedMap<Integer, Set<String>> byPosition = new TreeMap<>();
        Set<List<String>> groups = new LinkedHashSet<>();
        for (TextTerm term : found) {
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

    /** Words of codes and of machines' names are left alone: a guess there is a wrong answer. */
    private List<TypedWord> typed(String text, List<TextTerm> found, List<AskedCode> asked) {
        Map<String, TypedWord> typed = new LinkedHashMap<>();
        for (TextTerm word : terms.written(text)) {
            boolean inCode = asked.stream()
                    .anyMatch(code -> (code.query().certain() || code.query().unit())
                            && word.start() < code.end()
                            && code.start() < word.end());
            if (!inCode && typed.size() < MAX_TYPED) {
                Set<String> known = found.stream()
                        .filter(term -> term.start() == word.start())
                        .map(TextTerm::term)
                        .collect(Collectors.toSet());
                typed.putIfAbsent(word.term(), new TypedWord(word.term(), word.start(), word.end(), known));
            }
        }
        return List.copyOf(typed.values());
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
        List<AskedCode> named = asked.stream()
                .filter(code -> code.query().certain() || code.query().unit())
                .toList();
        long beside = CodeToken.scan(text).stream()
                .filter(token ->
                        named.stream().noneMatch(code -> token.start() < code.end() && code.start() < token.end()))
                .count();
        // Who names a machine and nothing else wants the machine; with a word beside it, what that says of it.
        boolean code = named.stream().anyMatch(each -> each.query().certain())
                ? beside <= WORDS_BESIDE_A_CODE
                : !named.isEmpty() && beside == 0;
        return code ? QueryKind.CODE : QueryKind.KEYWORDS;
    }
}
