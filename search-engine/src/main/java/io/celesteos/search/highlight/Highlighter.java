package io.celesteos.search.highlight;

import io.celesteos.search.analysis.CodeExtractor;
import io.celesteos.search.analysis.TextTerms;
import io.celesteos.search.retrieval.AnalysedQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
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

    private static final int LONGEST_SENTENCE = 300;

    private final TextTerms terms;
    private final CodeExtractor codes;
    private final NearestSentence nearest;

    Highlighter(TextTerms terms, CodeExtractor codes) {
        this.terms = terms;
        this.codes = codes;
        this.nearest = new NearestSentence(terms);
    }

    /**
     * @param phrases distinct matched words and phrases, in the order of the content, at most ten; for a hit by
     *     meaning also its nearest sentence, last
     * @param snippet HTML: escaped text of the densest part, matches in {@code <mark>}
     */
    public record Highlights(List<String> phrases, String snippet) {}

    /** Cuts a content, which is most of the work there is. */
    public ReadContent read(String content) {
        return new ReadContent(content, terms.of(content));
    }

    public Highlights of(ReadContent read, AnalysedQuery query) {
        String content = read.content();
        List<TextSpan> matches = merged(matches(read, query), content);
        return new Highlights(phrases(content, matches), Snippet.of(content, matches));
    }

    /** For a hit that the lexical branch did not find: its nearest sentence, and what matches all the same. */
    public Highlights byMeaning(ReadContent read, AnalysedQuery query, Topic topic) {
        String content = read.content();
        TextSpan sentence = cut(content, nearest.of(read, query, topic));
        List<TextSpan> matches = merged(matches(read, query), content);
        List<TextSpan> inside = matches.stream()
                .filter(match -> match.start() >= sentence.start() && match.end() <= sentence.end())
                .toList();
        List<String> phrases = new ArrayList<>(phrases(content, matches));
        if (sentence.start() < sentence.end()) {
            phrases.add(content.substring(sentence.start(), sentence.end()));
        }
        return new Highlights(phrases, Snippet.of(content, sentence, inside.isEmpty() ? List.of(sentence) : inside));
    }

    /** What these contents talk about together. */
    public Topic topic(Collection<ReadContent> contents) {
        Map<String, Integer> hits = new HashMap<>();
        for (ReadContent content : contents) {
            Set<String> held = new HashSet<>();
            content.terms().forEach(term -> held.add(term.term()));
            held.forEach(term -> hits.merge(term, 1, Integer::sum));
        }
        return new Topic(hits);
    }

    private static List<String> phrases(String content, List<TextSpan> matches) {
        Map<String, String> phrases = new LinkedHashMap<>();
        for (TextSpan match : matches) {
            String phrase = content.substring(match.start(), match.end());
            phrases.putIfAbsent(phrase.toLowerCase(Locale.ROOT), phrase);
        }
        return phrases.values().stream().limit(MAX_PHRASES).toList();
    }

    /** A sentence that is a page is shown by its beginning, cut between words. */
    private static TextSpan cut(String content, TextSpan sentence) {
        if (sentence.end() - sentence.start() <= LONGEST_SENTENCE) {
            return sentence;
        }
        int end = sentence.start() + LONGEST_SENTENCE;
        for (int i = end; i > sentence.start(); i--) {
            if (Character.isWhitespace(content.charAt(i))) {
                return new TextSpan(sentence.start(), i);
            }
        }
        return new TextSpan(sentence.start(), Character.isLowSurrogate(content.charAt(end)) ? end - 1 : end);
    }

    private List<TextSpan> matches(ReadContent read, AnalysedQuery query) {
        List<TextSpan> matches = new ArrayList<>();
        Set<String> wanted = query.terms();
        for (TextTerms.TextTerm term : read.terms()) {
            if (wanted.contains(term.term()) && term.end() > term.start()) {
                matches.add(new TextSpan(term.start(), term.end()));
            }
        }
        Set<String> forms = query.codeForms();
        if (forms.isEmpty()) {
            return matches;
        }
        for (CodeExtractor.CodeMention mention : codes.mentions(read.content())) {
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
