package io.celesteos.nlp.faultcode;

import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.recognize.Finder;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.recognize.Stage;
import io.celesteos.nlp.text.SourceText;
import io.celesteos.nlp.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * MTU alarm numbers by shape: {@code 67 HI T-Coolant} as the ADEC display writes it, or {@code alarm 67}, {@code code
 * 201} where the text or the yacht's engines point to MTU. Never {@code known}: no table with a sure source.
 */
public final class MtuRecognizer implements Recognizer {

    /** Number, limit or defect, then words that may name the measuring point. */
    private static final Finder DISPLAY_LINE = Finder.of(
            "(?<![\\p{L}0-9])(?<![0-9][-.:,/])(?<code>[0-9]{1,4})(?:\\s|\\)\\s|\\s?[:-]\\s?)(?<limit>hihi|hi|lolo|lo|ss|sd|al)(?![\\p{L}0-9])"
                    + "(?<point>(?:\\s\\(?[\\p{L}][\\p{L}0-9./-]{0,20}\\)?){0,4})");

    /** Where all is in capitals, the sentence goes on with these. */
    private static final Set<String> GOES_ON = Set.of(
            "on",
            "at",
            "in",
            "after",
            "since",
            "port",
            "stbd",
            "starboard",
            "and",
            "again",
            "with",
            "while",
            "during",
            "then",
            "now",
            "alarm",
            "both",
            "when",
            "main",
            "me",
            "gen",
            "from",
            "is",
            "was",
            "came");

    private static final Pattern WORD = Pattern.compile("[^\\s]+");
    private static final Pattern POINT = Pattern.compile("(?:[tpnvu]|level|cyl)[-.][a-z0-9/-]{2,20}\\.?");

    private static final Finder NUMBERED =
            Finder.of("(?<![\\p{L}0-9])(?:(?:(?:mtu|adec|mdec|ecu)\\s)?(?:alarm|fault|code|error)s?\\s?"
                    + "(?:alarm|fault|code|list says|list shows|no\\.?|numbers?|#)?(?:\\s(?:al|sd|ss))?"
                    + "|(?:description|meaning|explanation|text)\\s(?:for|of))"
                    + "[\\s:#]{1,3}" + NumberedCodes.CODE);

    /** Right after the maker's name, three digits are no type of engine. */
    private static final Finder AFTER_MAKER = Finder.of(
            "(?<![\\p{L}0-9])(?:mtu|adec|mdec)[\\s:#]{1,3}(?<code>[0-9]{3})(?![\\p{L}0-9%]|\\s?[-.:/,][0-9]|\\s(?:v|h|hours?|rpm|kw|bar|hp)\\b)");

    /** Sensor defect or safety shutdown, then the number. */
    private static final Finder LIMIT_FIRST = Finder.bounded("s[ds]\\s(?<code>[0-9]{1,3})");

    @Override
    public Stage stage() {
        return Stage.CODE;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        List<Candidate> found = new ArrayList<>();
        String text = scene.readable();
        for (Matcher match : DISPLAY_LINE.in(text)) {
            addDisplayLine(found, scene, match);
        }
        for (Matcher match : AFTER_MAKER.in(text)) {
            add(found, match.group("code"), new Span(match.start("code"), match.end("code")), 0.8);
        }
        List<Span> numbered = NumberedCodes.in(text, NUMBERED);
        if (LIMIT_FIRST.occursIn(text) && MakerClues.in(scene).pointTo("MTU")) {
            LIMIT_FIRST
                    .in(text)
                    .forEach(match -> add(found, match.group("code"), new Span(match.start(), match.end()), 0.85));
        }
        if (!numbered.isEmpty() && MakerClues.in(scene).pointTo("MTU")) {
            for (Span span : numbered) {
                add(found, text.substring(span.start(), span.end()), span, 0.82);
            }
        }
        return found;
    }

    /** The display writes the limit in capitals and the words of the measuring point with one. */
    private static void addDisplayLine(List<Candidate> found, Scene scene, Matcher match) {
        SourceText source = scene.source();
        boolean capitals = source.isUpperCase(new Span(match.start("limit"), match.end("limit")));
        int end = match.end("limit");
        boolean point = false;
        boolean shapedFirst = false;
        for (Matcher word = WORD.matcher(match.group("point")); word.find(); ) {
            Span span = new Span(match.start("point") + word.start(), match.start("point") + word.end());
            boolean first = end == match.end("limit");
            boolean shaped = POINT.matcher(word.group()).matches();
            if (!(first && shaped) && !(capitals && goesOn(source, span, shapedFirst))) {
                break;
            }
            point |= shaped || first;
            shapedFirst |= first && shaped;
            boolean sentenceEnds = shaped && word.group().endsWith(".");
            end = sentenceEnds ? span.end() - 1 : span.end();
            if (sentenceEnds) {
                break;
            }
        }
        if (point || (capitals && MakerClues.in(scene).pointTo("MTU"))) {
            add(found, match.group("code"), new Span(match.start(), end), 0.9);
        }
    }

    /** Words of a measuring point have a capital; a machine's short name after a whole point ("T-Coolant ME2") is none. */
    private static boolean goesOn(SourceText source, Span word, boolean afterPoint) {
        String written = source.written(word);
        boolean bracketed = written.startsWith("(");
        if (GOES_ON.contains(written.toLowerCase(Locale.ROOT))) {
            return false;
        }
        boolean capital = Character.isUpperCase(written.codePointAt(bracketed ? 1 : 0));
        return capital && !(afterPoint && written.chars().anyMatch(Character::isDigit));
    }

    private static void add(List<Candidate> found, String digits, Span span, double confidence) {
        String code = String.valueOf(Integer.parseInt(digits));
        found.add(CodeReading.shape("MTU", code, null).at(span, "MTU " + code, confidence, "mtu_alarm"));
    }
}
