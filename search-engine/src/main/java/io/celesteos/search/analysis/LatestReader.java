package io.celesteos.search.analysis;

import io.celesteos.contracts.search.HitType;
import io.celesteos.search.analysis.CodeExtractor.AskedCode;
import io.celesteos.search.analysis.TextTerms.TextTerm;
import io.celesteos.search.retrieval.LatestWish;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether a query asks for the latest of something, and of what. Thread-safe. */
final class LatestReader {

    /** "How long does it last", "it did not last for a week", "the fault came back last after the overhaul". */
    private static final Pattern NOT_AFTER =
            Pattern.compile("\\W*(?:$|(?i:for|long|longer|after|until|till)\\b).*", Pattern.DOTALL);

    private static final int SHORTEST = 3;

    private final Pattern latest;
    private final Pattern records;
    private final Pattern editions;
    private final Vocabulary vocabulary;

    LatestReader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.latest = Pattern.compile(
                "(?i)\\b(?:most\\s+)?(" + String.join("|", vocabulary.latest()) + ")(?:\\s+times?)?\\b");
        this.editions = Pattern.compile("(?i)\\b(" + String.join("|", vocabulary.editions()) + ")s?\\b");
        this.records = Pattern.compile("(?i)\\b("
                + vocabulary.records().values().stream()
                        .flatMap(List::stream)
                        .map(name -> name.replace(" ", "\\s+"))
                        .sorted((a, b) -> b.length() - a.length())
                        .collect(Collectors.joining("|"))
                + ")s?\\b");
    }

    /** The wish, where there is one, and the terms without the words that only say "latest". */
    record Reading(Optional<LatestWish> wish, List<TextTerm> others) {}

    Reading read(String text, List<TextTerm> terms, List<AskedCode> codes) {
        List<Span> asking = asking(text);
        if (asking.isEmpty()) {
            return new Reading(Optional.empty(), terms);
        }
        List<Span> named = new ArrayList<>(asking);
        Set<HitType> types = EnumSet.noneOf(HitType.class);
        Matcher record = records.matcher(text);
        while (record.find()) {
            types.add(type(record.group(1)));
            named.add(new Span(record.start(), record.end()));
        }
        List<Set<String>> units = new ArrayList<>();
        for (AskedCode code : codes) {
            if (code.query().certain() || code.query().unit()) {
                units.add(code.query().forms().keySet());
                named.add(new Span(code.start(), code.end()));
            }
        }
        List<Set<String>> words = words(outside(named, terms));
        if (types.isEmpty() && words.isEmpty() && units.isEmpty()) {
            return new Reading(Optional.empty(), terms);
        }
        LatestWish wish = new LatestWish(types, words, units, besides(text));
        return new Reading(Optional.of(wish), outside(asking, terms));
    }

    /** A manual is not what happened last, unless it is manuals that are asked for. */
    private Set<String> besides(String text) {
        return editions.matcher(text).find() ? Set.of() : vocabulary.editions();
    }

    private List<Span> asking(String text) {
        List<Span> asking = new ArrayList<>();
        Matcher found = latest.matcher(text);
        while (found.find()) {
            if (!NOT_AFTER.matcher(text.substring(found.end())).matches()) {
                asking.add(new Span(found.start(), found.end()));
            }
        }
        return asking;
    }

    private HitType type(String word) {
        String name = word.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        return vocabulary.records().entrySet().stream()
                .filter(entry -> entry.getValue().contains(name))
                .map(entry -> HitType.valueOf(entry.getKey().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow();
    }

    /** For each word what will do in its place: itself, its concept, or that of the expression it is part of. */
    private static List<Set<String>> words(List<TextTerm> terms) {
        SortedMap<Integer, Set<String>> byPosition = new TreeMap<>();
        terms.stream()
                .filter(term -> term.words() == 1)
                .forEach(term -> byPosition
                        .computeIfAbsent(term.position(), position -> new HashSet<>())
                        .add(term.term()));
        terms.stream()
                .filter(term -> term.words() > 1)
                .forEach(term -> byPosition
                        .subMap(term.position(), term.position() + term.words())
                        .values()
                        .forEach(word -> word.add(term.term())));
        // "On", "in" and lone numbers are in every log.
        byPosition.values().removeIf(word -> word.stream().allMatch(term -> term.length() < SHORTEST));
        return List.copyOf(byPosition.values());
    }

    private static List<TextTerm> outside(List<Span> spans, List<TextTerm> terms) {
        return terms.stream()
                .filter(term -> spans.stream().noneMatch(span -> term.start() < span.end && span.start < term.end()))
                .toList();
    }

    private record Span(int start, int end) {}
}
