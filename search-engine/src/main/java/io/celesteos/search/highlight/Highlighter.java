package io.celesteos.search.highlight;

import io.celesteos.search.analysis.CodeExtractor;
import io.celesteos.search.analysis.TextTerms;
import io.celesteos.search.retrieval.AnalysedQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Shows what of a content matched a query. Thread-safe. */
@Component
public final class Highlighter {

    private static final int MAX_PHRASES = 10;
    private static final int WORDS_APART = 2;

    private final TextTerms terms;
    private final CodeExtractor codes;

    Highlighter(TextTerms terms, CodeExtractor codes) {
        this.terms = terms;
        this.codes = codes;
    }

    /**
     * @param phrases distinct matched words and phrases, in the order of the content, at most ten
     * @param snippet HTML: escaped text of the densest part, matches in {@code <mark>}
     */
    public record Highlights(List<String> phrases, String snippet) {}

    public Highlights of(String content, AnalysedQuery query) {
        List<TextSpan> matches = merged(matches(content, query), content);
        Map<String, String> phrases = new LinkedHashMap<>();
        for (TextSpan match : matches) {
            String phrase = content.substring(match.start(), match.end());
            phrases.putIfAbsent(phrase.toLowerCase(Locale.ROOT), phrase);
        }
        return new Highlights(phrases.values().stream().limit(MAX_PHRASES).toList(), Snippet.of(content, matches));
    }

    private List<TextSpan> matches(String content, AnalysedQuery query) {
        List<TextSpan> matches = new ArrayList<>();
        Set<String> wanted = query.terms();
        for (TextTerms.TextTerm term : terms.of(content)) {
            if (wanted.contains(term.term()) && term.end() > term.start()) {
                matches.add(new TextSpan(term.start(), term.end()));
            }
        }
        Set<String> forms = query.codeForms();
        for (CodeExtractor.CodeMention mention : codes.mentions(content)) {
            if (!Collections.disjoint(mention.forms(), forms)) {
                matches.add(new TextSpan(mention.start(), mention.end()));
            }
        }
        return matches;
    }

    /** Neighbours become one phrase; a lone digit or letter says nothing and is dropped. */
    private static List<TextSpan> merged(List<TextSpan> matches, String content) {
        List<TextSpan> sorted = matches.stream()
                .sorted(Comparator.comparingInt(TextSpan::start).thenComparingInt(TextSpan::end))
                .toList();
        List<TextSpan> merged = new ArrayList<>();
        for (TextSpan next : sorted) {
            TextSpan last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && joined(content, last.end(), next.start())) {
                merged.set(merged.size() - 1, new TextSpan(last.start(), Math.max(last.end(), next.end())));
            } else {
                merged.add(next);
            }
        }
        merged.removeIf(span -> span.end() - span.start() < 2);
        return merged;
    }

    private static boolean joined(String content, int end, int start) {
        if (start - end > WORDS_APART) {
            return false;
        }
        for (int i = end; i < start; i++) {
            char between = content.charAt(i);
            if (between != ' ' && between != '-' && between != '/') {
                return false;
            }
        }
        return true;
    }
}
