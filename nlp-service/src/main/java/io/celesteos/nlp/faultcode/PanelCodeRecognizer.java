package io.celesteos.nlp.faultcode;

import io.celesteos.nlp.gazetteer.TermKind;
import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.recognize.Finder;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.recognize.SpanBoundary;
import io.celesteos.nlp.recognize.Stage;
import io.celesteos.nlp.text.Span;
import io.celesteos.nlp.yacht.YachtTerm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Codes of a local panel by shape: {@code E047} anywhere; {@code E12} beside a machine or where the text speaks of codes;
 * {@code A05}, {@code S-11}, {@code AL 12} beside "alarm", "fault", "trip" and the like; a bare number after "error
 * code". What they mean is in the maker's manual.
 */
public final class PanelCodeRecognizer implements Recognizer {

    private static final String CUE = "(?:alarms?|faults?|errors?|err|codes?|trips?|warnings?|lockout)";

    /** Where goods are dealt with, a short code is a size or a grade. */
    private static final Set<String> STORES = Set.of(
            "order",
            "stock",
            "spare",
            "spares",
            "buy",
            "purchase",
            "pr",
            "po",
            "pcs",
            "litres",
            "fuel",
            "size",
            "plan",
            "drawing");

    /** What stands before a place, a page or a labelled part of a machine. */
    private static final String NO_LABEL =
            "(?=[a-z]{1,2}[-. ]?[0-9])(?<!(?:page|section|item|chapter|cabin|deck|frame|shelf|bin|box|route|form|size|seat|rev|berth|gate|room|base"
                    + "|socket|grade|breaker|fuse|relay|contactor|valve|terminal|connector|plug|cable|wire|pin|mcb|rcd|tag) )";

    /** Welding rods, petrol and lamp sockets are written like codes. */
    private static final String NO_GOODS =
            "(?!\\s(?:rods?|electrodes?|fuel|petrol|gasoline|diesel|bulbs?|lamps?|socket|base|size|led))";

    private static final String APPLIANCE =
            "freezer|fridge|refrigerator|oven|hob|cooker|steamer|washer|dryer|tumbler|dishwasher|washing machine|boiler|heater"
                    + "|ice ?machine|ice ?maker|microwave|coffee machine|toilet|combi|indoor unit|outdoor unit";

    private static final Finder E_CODE = Finder.bounded(
            "(?=e-?[0-9]{3})" + NO_LABEL + "(?<code>e-?(?!(?:60|70|80|90)1)[0-9]{3,4})(?!\\s(?:rods?|electrodes?))");
    private static final Finder SHORT_E_CODE =
            Finder.bounded("(?=e[-. ]?[0-9])" + NO_LABEL + "(?<code>e[-.]?[0-9]{1,2}|e\\s0[0-9])" + NO_GOODS);
    private static final Finder SPEAKS_OF_CODES = Finder.of(
            "(?<!\\p{L})(?:" + CUE + "|display|panel|hmi|screen|what is|what does|whats|meaning of)(?!\\p{L})");
    private static final Pattern NOTHING_BUT_CODES = Pattern.compile("(?:e-?[0-9]{1,3}[\\s,;+&?!.]{0,3}){1,20}");
    private static final Pattern AFTER_MAKER =
            Pattern.compile("\\s(?:(?:unit|panel|display|hmi|controller|drive|vfd|vlt|" + APPLIANCE
                    + ")\\s)?(?<!(?:yamaha|suzuki|mercury|honda|tohatsu)\\s)(?<code>[efu][0-9]{1,3}|(?:ec|er)[-\\s]?[0-9]{1,2}|e:[0-9]{1,2})"
                    + SpanBoundary.AFTER);

    /** Letters alone are a code after that word, in capitals. */
    private static final Finder LETTERS_AFTER_CODE = Finder.bounded(
            "(?:code|blinks|blinking|flashes|flashing|displays|displaying|(?:display|panel|screen|hmi|controller)\\s(?:shows|says|reads))[\\s:]{1,2}"
                    + "(?<code>(?!(?:ok|id|no|is|it|on|off|of|as|at|in|red|ism|for|and|the|list|qr|ral|iso|din|imo|isps|ac|dc|gps|ais|soc|aft|fwd"
                    + "|eta|rpm|lo|low|hi|mid|usb|tv|na|err|ecu|me|dg|gen|psi|bar|kw|oil)(?![a-z]))[a-z]{2,3})");

    /** Codes of one panel come in company: {@code E021, E022}, {@code A8 and then A12}. */
    private static final Finder ANOTHER =
            Finder.bounded(NO_LABEL + "(?<code>(?<letter>[a-z]{1,2})[-.]?[0-9]{1,3})" + NO_GOODS);

    private static final Finder CUE_THEN_CODE = Finder.of("(?<![\\p{L}0-9])(?:" + CUE
            + "(?:\\s(?:code|on|with|is|was|no\\.?|nr\\.?|number|id))?|display(?:s|ed|ing)?|show(?:s|ed|n|ing)?|reads|reading|says|gives"
            + "|giving|gave|throws|threw|throwing|blinks|blinking|flashes|flashing|(?:came|comes) up with|(?:stopped|tripped|locked out) (?:on|with)"
            + "|hmi|vlt|vfd|(?:panel|screen|controller)(?=:))[\\s:#\"'(=]{1,3}"
            + "(?<code>[a-z]{1,2}[-.]?[0-9]{1,4}|e\\s0[0-9]|[cfhu]\\s[0-9]{1,2}|ec\\s[0-9]{1,2}|0x[0-9a-f]{1,4}"
            + "|(?=[0-9]?[a-f][0-9a-f]{2,3}(?![0-9a-f]))(?=[a-f]*[0-9]+[a-f])[0-9a-f]{4})" + SpanBoundary.AFTER);
    private static final Finder CODE_THEN_CUE = Finder.bounded(NO_LABEL + "(?<code>[a-z]{1,2}-?[0-9]{2,3})[\"')]?\\s"
            + "(?:" + CUE + "|(?:on|in) (?:the |its )?(?:display|panel|screen|hmi|controller))");
    private static final Finder ALARM_NUMBER = Finder.bounded("al(?:m\\s?)?[-. :]?[0-9]{1,3}");

    /** "ER 2" is the engine room; a display writes its errors with one capital. */
    private static final Finder ERROR_NUMBER = Finder.bounded("er[- ]?[0-9]{1,2}");

    private static final Finder NUMBER_AFTER_CODE = Finder.of(
            "(?<![\\p{L}0-9])(?=fault|err|alarm|trip|diag|flash|status|warn|code|blink|lamp)(?<!(?:wifi|door|gate|pin|post|zip|safe|area|dial|lock|qr|entry|dress|cabin|room|key|colour|color) )"
                    + "(?:(?:fault|error|alarm|trip|diagnostic|err|flash|status|warning)\\s(?:code|no\\.?|nr\\.?|number|id)s?|err(?:or)?|alarms?|codes?"
                    + "|flash(?:es)?|flashing|blinks?|blinking)"
                    + "(?:\\s(?:no\\.?|nr\\.?|numbers?|id))?[\\s:#(]{1,3}" + NumberedCodes.CODE);
    private static final Finder PAIR_AFTER_CODE = Finder.of("(?<![\\p{L}0-9])"
            + "(?:(?:codes?|err(?:or)?)[\\s:#]{1,3}(?<pair>[0-9]{1,3}-[0-9]{1,3})"
            + "|(?:flash code|blinks?|blinking|flash(?:es|ing)?)\\s(?<flash>[0-9][.-][0-9])(?!\\s?(?:x|times|seconds|sec|s)(?!\\p{L})))"
            + SpanBoundary.AFTER);

    /** Some panels number with a point; a clock time written so has two digits after it. */
    private static final Finder POINTED_AFTER_CODE = Finder.of(
            "(?<![\\p{L}0-9])(?:(?:(?:fault|error|alarm|trip|err)\\s(?:code|no\\.?|nr\\.?|number)|codes?)[\\s:#]{1,3}"
                    + "(?<code>[0-9]{1,3}\\.[0-9]{1,2})|(?:alarm|fault|error|err)[\\s:#]{1,3}(?<brief>[0-9]{1,3}\\.[0-9]))"
                    + SpanBoundary.AFTER + NumberedCodes.NO_QUANTITY);

    /** An appliance shows its codes; a letter and digits after a pump or a fan are its name. */
    private static final Finder AFTER_APPLIANCE = Finder.of("(?<![\\p{L}0-9])(?:" + APPLIANCE
            + ")(?:\\s(?:no\\.?\\s?)?[0-9])?[\\s:]{1,2}(?<code>[efhu][-:]?[0-9]{1,3}|f\\s[0-9]{1,2}|(?:ec|er)[-\\s]?[0-9]{1,2})"
            + SpanBoundary.AFTER);

    /** Drives of one maker number faults and alarms with five digits. */
    private static final Finder DRIVE_CODE = Finder.bounded("[fa][0-9]{5}");

    private static final List<String> DRIVES = List.of(
            "siemens",
            "sinamics",
            "s120",
            "s150",
            "g120",
            "drive",
            "converter",
            "inverter",
            "vfd",
            "fault",
            "alarm",
            "warning");

    /** "Fault 118" is the number of a record, unless a machine's name stands right before it. */
    private static final Finder FAULT_NUMBER = Finder.of("(?<![\\p{L}0-9])faults?[\\s:#]{1,3}" + NumberedCodes.CODE);

    private static final Finder RECORD = Finder.of(
            "(?<!\\p{L})(?:close|resolved?|ack(?:nowledged?)?|assign|clear|mark|confirm|accept|seen|noted)(?!\\p{L})");
    private static final int NEAR = 12;

    @Override
    public Stage stage() {
        return Stage.CODE;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        String text = scene.readable();
        List<Span> named = namesOfMachines(scene);
        List<Candidate> found = new ArrayList<>();
        addLetters(found, scene, text, named);
        if (text.chars().anyMatch(sign -> sign >= '0' && sign <= '9')) {
            addWithDigits(found, scene, text, named);
        }
        return found;
    }

    private static void addWithDigits(List<Candidate> found, Scene scene, String text, List<Span> named) {
        addAll(found, E_CODE.in(text), "code", named, 0.88);
        addAll(found, CUE_THEN_CODE.in(text), "code", named, 0.84);
        addAll(found, CODE_THEN_CUE.in(text), "code", named, 0.84);
        for (Matcher match : ALARM_NUMBER.in(text)) {
            var span = new Span(match.start(), match.end());
            if (scene.source().written(span).startsWith("AL")) {
                add(found, span, match.group(), named, 0.82);
            }
        }
        for (Matcher match : ERROR_NUMBER.in(text)) {
            var span = new Span(match.start(), match.end());
            if (scene.source().written(span).startsWith("Er")) {
                add(found, span, match.group(), named, 0.8);
            }
        }
        for (Span span : NumberedCodes.in(text, NUMBER_AFTER_CODE)) {
            add(found, span, text.substring(span.start(), span.end()), named, 0.72);
        }
        for (Matcher match : PAIR_AFTER_CODE.in(text)) {
            String group = match.group("pair") == null ? "flash" : "pair";
            addAs(found, new Span(match.start(group), match.end(group)), match.group(group), named, 0.62);
        }
        for (Matcher match : POINTED_AFTER_CODE.in(text)) {
            String group = match.group("code") == null ? "brief" : "code";
            addAs(found, new Span(match.start(group), match.end(group)), match.group(group), named, 0.62);
        }
        if (!scene.mentions(STORES)) {
            addAll(found, AFTER_APPLIANCE.in(text), "code", named, 0.78);
            if (DRIVES.stream().anyMatch(text::contains)) {
                DRIVE_CODE
                        .in(text)
                        .forEach(match -> add(found, new Span(match.start(), match.end()), match.group(), named, 0.85));
            }
        }
        addByMachine(found, scene, text, named);
        addCompany(found, text, named);
    }

    private static void addLetters(List<Candidate> found, Scene scene, String text, List<Span> named) {
        for (Matcher match : LETTERS_AFTER_CODE.in(text)) {
            var span = new Span(match.start("code"), match.end("code"));
            if (scene.source().isUpperCase(span) && !scene.source().isUpperCase(new Span(0, text.length()))) {
                addAs(found, span, match.group("code"), named, 0.65);
            }
        }
    }

    /** What counts only where a machine or its maker is named, or where the text is about codes. */
    private static void addByMachine(List<Candidate> found, Scene scene, String text, List<Span> named) {
        if (SHORT_E_CODE.occursIn(text)) {
            boolean speaks = SPEAKS_OF_CODES.occursIn(text)
                    || NOTHING_BUT_CODES.matcher(text.strip()).matches();
            List<Span> machines = spans(scene, TermKind.EQUIPMENT_TYPE, TermKind.MANUFACTURER);
            for (Matcher brief : SHORT_E_CODE.in(text)) {
                int start = brief.start("code");
                int end = brief.end("code");
                boolean capital = Character.isUpperCase(
                        scene.source().written(new Span(start, end)).charAt(0));
                if (speaks
                        || capital && !machines.isEmpty() && !scene.mentions(STORES)
                        || machines.stream().anyMatch(machine -> near(text, machine, start, end))) {
                    add(found, new Span(start, end), brief.group("code"), named, 0.8);
                }
            }
        }
        for (Span maker : spans(scene, TermKind.MANUFACTURER)) {
            Matcher match = AFTER_MAKER.matcher(text).region(maker.end(), text.length());
            if (match.useTransparentBounds(true).lookingAt()) {
                add(found, new Span(match.start("code"), match.end("code")), match.group("code"), named, 0.8);
            }
        }
        List<Span> numbered = NumberedCodes.in(text, FAULT_NUMBER);
        if (!numbered.isEmpty() && !RECORD.occursIn(text)) {
            List<Span> machines = spans(scene, TermKind.EQUIPMENT_TYPE, TermKind.MANUFACTURER, TermKind.MODEL);
            int word = text.indexOf("fault");
            if (machines.stream().anyMatch(machine -> machine.end() <= word && word - machine.end() <= NEAR)) {
                numbered.forEach(span -> add(found, span, text.substring(span.start(), span.end()), named, 0.7));
            }
        }
    }

    private static void addCompany(List<Candidate> found, String text, List<Span> named) {
        Set<String> letters = new HashSet<>();
        for (Candidate candidate : found) {
            String letter = letters(candidate.canonical());
            if (!letter.isEmpty() && letter.length() < candidate.canonical().length()) {
                letters.add(letter);
            }
        }
        if (letters.isEmpty()) {
            return;
        }
        for (Matcher match : ANOTHER.in(text)) {
            var span = new Span(match.start("code"), match.end("code"));
            if (letters.contains(match.group("letter").toUpperCase(Locale.ROOT))
                    && found.stream().noneMatch(one -> one.span().overlaps(span))) {
                add(found, span, match.group("code"), named, 0.75);
            }
        }
    }

    private static String letters(String code) {
        int end = 0;
        while (end < code.length() && Character.isLetter(code.charAt(end))) {
            end++;
        }
        return code.substring(0, end);
    }

    /** "Watermaker E12" and "E05 on the ice machine": directly after the machine, or up to it with "on" between. */
    private static boolean near(String text, Span machine, int start, int end) {
        if (machine.end() <= start) {
            return start - machine.end() <= 2;
        }
        return machine.start() > end
                && machine.start() - end <= 2 * NEAR
                && (text.startsWith(" on ", end) || text.startsWith(" from ", end) || text.startsWith(" of ", end));
    }

    private static List<Span> spans(Scene scene, TermKind... kinds) {
        return Stream.of(kinds)
                .flatMap(kind -> scene.mentioned(kind).stream())
                .map(hit -> hit.span(scene.source()))
                .toList();
    }

    /** {@code D13}, {@code ME2} and {@code WM-1} have the shape of a code and are none. */
    private static List<Span> namesOfMachines(Scene scene) {
        return Stream.concat(
                        spans(scene, TermKind.MODEL, TermKind.EQUIPMENT_TYPE).stream(),
                        scene.yachtTermsMentioned(YachtTerm.class).stream().map(hit -> hit.span(scene.source())))
                .toList();
    }

    private static void addAll(
            List<Candidate> found, Iterable<Matcher> matches, String group, List<Span> named, double confidence) {
        for (Matcher match : matches) {
            add(found, new Span(match.start(group), match.end(group)), match.group(group), named, confidence);
        }
    }

    private static void add(List<Candidate> found, Span span, String code, List<Span> named, double confidence) {
        addAs(found, span, code.replace("-", "").replace(" ", "").replace(":", ""), named, confidence);
    }

    private static void addAs(List<Candidate> found, Span span, String code, List<Span> named, double confidence) {
        if (named.stream().noneMatch(span::overlaps)) {
            String canonical = code.toUpperCase(Locale.ROOT);
            found.add(CodeReading.shape("PANEL", canonical, null).at(span, canonical, confidence, "panel_code"));
        }
    }
}
