package io.celesteos.search.analysis;

import io.celesteos.search.analysis.NumberedName.Unit;
import io.celesteos.search.retrieval.CodeQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fault codes, part numbers and models, however they are written. Thread-safe.
 *
 * <p>What is stored is kept in every form somebody may type ({@code CAT3512B} also as {@code 3512b} and
 * {@code 3512}); what is asked is read as it was typed, so that {@code 3512B} does not find {@code 3512C}.
 * Nothing here is fuzzy.
 */
public final class CodeExtractor {

    private static final Pattern LETTERS_THEN_REST = Pattern.compile("[a-z]+(\\d.*)");
    private static final Pattern NUMBER_THEN_LETTERS = Pattern.compile("(\\d{3,})[a-z]{1,2}");
    private static final Pattern YEAR = Pattern.compile("(19|20)\\d{2}");
    /** Identifiers of SAE J1587, which may have a failure mode behind them: {@code CID248-9}. */
    private static final Pattern IDENTIFIER = Pattern.compile("[cmps]id\\d{1,4}");

    /** Numbers typed in groups, {@code 2247 9640}, are one from so many digits on. */
    private static final int SHORTEST_GROUPED = 6;

    private static final int SHORTEST_REST = 4;
    private static final int LONGEST_WORD = 5;
    private static final int LONGEST_JOIN = 32;

    private final Vocabulary vocabulary;
    private final Set<String> makers;
    private final Set<String> numbered;
    private final NumberedName units;

    public CodeExtractor(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.makers = vocabulary.makers();
        this.numbered = vocabulary.numbered().keySet();
        this.units = new NumberedName(vocabulary.numbered());
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    /** A code in a stored text: UTF-16 span and every form it answers to. */
    public record CodeMention(int start, int end, Set<String> forms) {}

    /** A code in a query: UTF-16 span and what to look for. */
    public record AskedCode(int start, int end, CodeQuery query) {}

    /** The codes a stored text holds, neighbouring words joined where they look like one code. */
    public List<CodeMention> mentions(String text) {
        List<CodeMention> mentions = new ArrayList<>();
        List<SpnCode> spns = SpnCode.scan(text);
        for (SpnCode spn : spns) {
            Set<String> forms = new LinkedHashSet<>(spn.asked().keySet());
            String number = Integer.toString(spn.spn());
            if (number.length() >= SHORTEST_REST) {
                forms.add(number);
            }
            mentions.add(new CodeMention(spn.start(), spn.end(), forms));
        }
        units.scan(text).forEach(unit -> mentions.add(new CodeMention(unit.start(), unit.end(), Set.of(unit.form()))));
        List<CodeToken> tokens = outside(spns, CodeToken.scan(text));
        for (int i = 0; i < tokens.size(); i++) {
            CodeToken token = tokens.get(i);
            if (token.code()) {
                mentions.add(new CodeMention(token.start(), token.end(), storedForms(token)));
            }
            for (int words = 2; words <= 3 && i + words <= tokens.size(); words++) {
                String joined = lacksDigits(tokens, i, words) ? "" : joinedStored(text, tokens.subList(i, i + words));
                if (!joined.isEmpty()) {
                    mentions.add(new CodeMention(
                            token.start(), tokens.get(i + words - 1).end(), Set.of(joined)));
                }
            }
        }
        return mentions;
    }

    /** The codes a query asks for; those it names first, then guesses from neighbouring words. */
    public List<AskedCode> asked(String text) {
        List<AskedCode> asked = new ArrayList<>();
        List<SpnCode> spns = SpnCode.scan(text);
        spns.forEach(spn -> asked.add(new AskedCode(spn.start(), spn.end(), new CodeQuery(spn.asked(), true))));
        List<CodeToken> tokens = outside(spns, CodeToken.scan(text));
        List<AskedCode> guesses = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            CodeToken token = tokens.get(i);
            if (token.code()) {
                asked.add(new AskedCode(
                        token.start(), token.end(), new CodeQuery(askedForms(token), certain(tokens, i))));
            } else {
                SpnCode bare = SpnCode.bare(token);
                if (bare != null && !token.decimalOrDate()) {
                    asked.add(
                            new AskedCode(token.start(), token.end(), new CodeQuery(bare.asked(), tokens.size() == 1)));
                }
            }
            for (int words = 2; words <= 4 && i + words <= tokens.size(); words++) {
                String joined = joinedAsked(text, tokens.subList(i, i + words));
                if (!joined.isEmpty()) {
                    guesses.add(new AskedCode(
                            token.start(),
                            tokens.get(i + words - 1).end(),
                            new CodeQuery(Map.of(joined, 0.8f), false)));
                }
            }
        }
        List<Unit> named = units.scan(text);
        asked.replaceAll(code -> withUnit(code, named));
        named.stream()
                .filter(unit -> asked.stream().noneMatch(code -> covers(code, unit)))
                .map(unit -> new AskedCode(unit.start(), unit.end(), new CodeQuery(Map.of(unit.form(), 1f), false)))
                .forEach(asked::add);
        // What is known to be the second generator is not guessed at as well.
        guesses.removeIf(guess -> named.stream().anyMatch(unit -> covers(guess, unit) || covers(unit, guess)));
        asked.addAll(guesses);
        return asked;
    }

    /** A code that is also the name of a machine ({@code GEN-2}) finds that machine under its other names. */
    private static AskedCode withUnit(AskedCode code, List<Unit> named) {
        Map<String, Float> forms = new LinkedHashMap<>(code.query().forms());
        named.stream().filter(unit -> covers(code, unit)).forEach(unit -> forms.putIfAbsent(unit.form(), 0.9f));
        return new AskedCode(
                code.start(), code.end(), new CodeQuery(forms, code.query().certain()));
    }

    private static boolean covers(AskedCode code, Unit unit) {
        return code.start() <= unit.start() && unit.end() <= code.end();
    }

    private static boolean covers(Unit unit, AskedCode code) {
        return unit.start() <= code.start() && code.end() <= unit.end();
    }

    private static List<CodeToken> outside(List<SpnCode> spns, List<CodeToken> tokens) {
        return spns.isEmpty()
                ? tokens
                : tokens.stream()
                        .filter(token ->
                                spns.stream().noneMatch(spn -> token.start() < spn.end() && spn.start() < token.end()))
                        .toList();
    }

    private Set<String> storedForms(CodeToken token) {
        Set<String> forms = new LinkedHashSet<>();
        addStored(token.joined(), forms);
        List<String> segments = token.segments();
        if (segments.size() > 1) {
            segments.forEach(segment -> {
                if (CodeToken.hasDigit(segment)
                        && segment.length() >= (CodeToken.hasLetter(segment) ? SHORTEST_REST - 1 : SHORTEST_REST)
                        && !CodeToken.measurement(segment)) {
                    addStored(segment, forms);
                }
            });
            addStored(String.join("", segments.subList(1, segments.size())), forms);
            for (String side : token.raw().split("/")) {
                addStored(CodeToken.joined(side), forms);
            }
        }
        forms.removeIf(form -> !CodeToken.hasDigit(form)
                || form.length() < 2
                || (!CodeToken.hasLetter(form) && form.length() < SHORTEST_REST - 1));
        return Collections.unmodifiableSet(forms);
    }

    /** The form, without its leading letters, and without its trailing ones. */
    private static void addStored(String form, Set<String> forms) {
        forms.add(form);
        addNumber(form, forms);
        Matcher rest = LETTERS_THEN_REST.matcher(form);
        if (rest.matches() && rest.group(1).length() >= SHORTEST_REST) {
            forms.add(rest.group(1));
            addNumber(rest.group(1), forms);
        }
    }

    private static void addNumber(String form, Set<String> forms) {
        Matcher number = NUMBER_THEN_LETTERS.matcher(form);
        if (number.matches()) {
            forms.add(number.group(1));
        }
    }

    private Map<String, Float> askedForms(CodeToken token) {
        Map<String, Float> forms = new LinkedHashMap<>();
        String joined = token.joined();
        forms.put(joined, 1f);
        makers.stream()
                .filter(maker -> joined.startsWith(maker) && joined.length() - maker.length() >= SHORTEST_REST)
                .map(maker -> joined.substring(maker.length()))
                .filter(CodeToken::hasDigit)
                .forEach(rest -> forms.putIfAbsent(rest, 0.9f));
        if (token.raw().indexOf('/') > 0) {
            for (String side : token.raw().split("/")) {
                String form = CodeToken.joined(side);
                if (CodeToken.hasDigit(form) && CodeToken.hasLetter(form)) {
                    forms.putIfAbsent(form, 0.8f);
                }
            }
        }
        List<String> segments = token.segments();
        if (segments.size() == 2 && IDENTIFIER.matcher(segments.getFirst()).matches()) {
            forms.putIfAbsent(segments.getFirst(), 0.9f);
        }
        SpnCode bare = SpnCode.bare(token);
        if (bare != null) {
            bare.asked().forEach((form, worth) -> forms.putIfAbsent(form, worth * 0.9f));
        }
        return forms;
    }

    /** A bare number is certain unless it is a year or has a unit behind it. */
    private static boolean certain(List<CodeToken> tokens, int index) {
        String joined = tokens.get(index).joined();
        if (CodeToken.hasLetter(joined)) {
            return joined.length() >= 3;
        }
        boolean unitFollows = index + 1 < tokens.size()
                && CodeToken.UNITS.contains(tokens.get(index + 1).raw().toLowerCase(Locale.ROOT));
        return !unitFollows && !YEAR.matcher(joined).matches();
    }

    /** Most windows of a text are plain words; they are passed over without another look. */
    private static boolean lacksDigits(List<CodeToken> tokens, int from, int words) {
        for (int i = from; i < from + words; i++) {
            if (CodeToken.hasDigit(tokens.get(i).raw())) {
                return false;
            }
        }
        return true;
    }

    private String joinedStored(String text, List<CodeToken> window) {
        return window.stream()
                        .allMatch(token -> joinable(token)
                                && (CodeToken.hasDigit(token.raw())
                                        || token.shortLetters(LONGEST_WORD)
                                        || numbered.contains(token.joined())))
                ? lettered(join(text, window))
                : "";
    }

    private static String joinedAsked(String text, List<CodeToken> window) {
        String form = window.stream().allMatch(CodeExtractor::joinable) ? join(text, window) : "";
        return CodeToken.hasLetter(form) || form.length() >= SHORTEST_GROUPED ? form : "";
    }

    private static String lettered(String form) {
        return CodeToken.hasLetter(form) ? form : "";
    }

    private static boolean joinable(CodeToken token) {
        return !token.decimalOrDate()
                && (CodeToken.hasDigit(token.raw()) || token.raw().length() <= LONGEST_WORD);
    }

    /** Empty when the words are further apart than one blank, or make no code together. */
    private static String join(String text, List<CodeToken> window) {
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < window.size(); i++) {
            if (i > 0) {
                int gap = window.get(i - 1).end();
                if (window.get(i).start() != gap + 1 || !Character.isWhitespace(text.charAt(gap))) {
                    return "";
                }
            }
            joined.append(window.get(i).joined());
        }
        String form = joined.toString();
        return form.length() <= LONGEST_JOIN && CodeToken.hasDigit(form) && !CodeToken.measurement(form) ? form : "";
    }
}
