package io.celesteos.search.analysis;

import io.celesteos.search.analysis.CodeExtractor.AskedCode;
import io.celesteos.search.analysis.TextTerms.TextTerm;
import io.celesteos.search.retrieval.CodeQuery;
import io.celesteos.search.retrieval.Preferences;
import io.celesteos.search.retrieval.QueryKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What kinds of record and document a query asks for by the way it is put. Thread-safe. */
final class PreferenceReader {

    /** What the tables of manuals explain. What is longer is a part number, and that the part itself answers. */
    private static final Pattern FAULT_CODE = Pattern.compile("(?:spn|cid|sid|pid|mid)\\d+.*|[a-z]\\d{2,4}");

    private static final Set<String> EXPLAINS_CODES = Set.of("manual");

    /** Of so many words a machine's name is only a part. */
    private static final int MORE_THAN_A_NAME = 4;

    private final Map<Set<String>, Pattern> asking = new LinkedHashMap<>();
    private final Pattern padding;
    private final Set<String> besides;

    PreferenceReader(Vocabulary vocabulary) {
        vocabulary
                .preferred()
                .forEach((kinds, expressions) -> asking.put(Set.of(kinds.split(" ")), anyOf(expressions)));
        padding = anyOf(vocabulary.asking());
        besides = vocabulary.besides();
    }

    Preferences read(String text, QueryKind kind, int words, List<AskedCode> codes) {
        Set<String> preferred = new HashSet<>();
        asking.forEach((kinds, expressions) -> {
            if (expressions.matcher(text).find()) {
                preferred.addAll(kinds);
            }
        });
        if (preferred.isEmpty() && codes.stream().anyMatch(code -> faultCode(code.query()))) {
            preferred.addAll(EXPLAINS_CODES);
        }
        Set<String> less = new HashSet<>();
        boolean unit = codes.stream().anyMatch(code -> code.query().unit());
        if (kind == QueryKind.QUESTION || (kind == QueryKind.KEYWORDS && (unit || words >= MORE_THAN_A_NAME))) {
            less.addAll(besides);
            less.removeAll(preferred);
        }
        return new Preferences(preferred, less);
    }

    /** The terms without those of expressions that any question may hold, unless nothing else is asked. */
    List<TextTerm> telling(String text, List<TextTerm> terms) {
        List<TextTerm> telling = new ArrayList<>(terms);
        Matcher found = padding.matcher(text);
        while (found.find()) {
            int start = found.start();
            int end = found.end();
            telling.removeIf(term -> term.start() < end && start < term.end());
        }
        return telling.isEmpty() ? terms : List.copyOf(telling);
    }

    private static boolean faultCode(CodeQuery code) {
        return !code.unit()
                && code.forms().keySet().stream()
                        .findFirst()
                        .filter(form -> FAULT_CODE.matcher(form).matches())
                        .isPresent();
    }

    private static Pattern anyOf(Collection<String> expressions) {
        return Pattern.compile("(?i)(?<![\\w-])(?:"
                + expressions.stream()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .map(expression -> expression.replace(" ", "\\s+").replace("{year}", "20[12]\\d"))
                        .collect(Collectors.joining("|"))
                + ")(?![\\w-])");
    }
}
