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
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/**
 * Codes of a local panel by shape: {@code E047} anywhere; {@code A05}, {@code S-11}, {@code AL 12} beside "alarm",
 * "fault", "trip" and the like; a bare number after "error code". What they mean is in the maker's manual.
 */
public final class PanelCodeRecognizer implements Recognizer {

    private static final String CUE = "(?:alarms?|faults?|errors?|err|codes?|trips?|warnings?)";
    private static final Finder E_CODE = Finder.bounded(
            "(?<!(?:page|section|item|chapter|cabin|deck|frame|shelf|bin|box|route|form|size|seat) )(?<code>e-?[0-9]{3,4})");
    private static final Finder CUE_THEN_CODE = Finder.of("(?<![\\p{L}0-9])(?:" + CUE
            + "(?:\\s(?:code|on|with|is|was|no\\.?|number))?|display(?:s|ed|ing)?|show(?:s|ed|n|ing)?|reads|reading)[\\s:#\"'(=]{1,3}"
            + "(?<code>[a-z]{1,2}-?[0-9]{1,4})" + SpanBoundary.AFTER);
    private static final Finder CODE_THEN_CUE = Finder.bounded("(?<code>[a-z]{1,2}-?[0-9]{2,3})[\"')]?\\s" + CUE);
    private static final Finder ALARM_NUMBER = Finder.bounded("al[- ]?[0-9]{1,3}");
    private static final Finder NUMBER_AFTER_CODE =
            Finder.of("(?<![\\p{L}0-9])(?<!(?:wifi|door|gate|pin|post|zip|safe|area|dial|lock|qr|entry|dress) )"
                    + "(?:(?:fault|error|alarm|trip|diagnostic|err|flash)\\s(?:code|no\\.?|number)s?|err(?:or)?|alarms?|codes?)"
                    + "(?:\\s(?:no\\.?|numbers?))?[\\s:#]{1,3}" + NumberedCodes.CODE);

    @Override
    public Stage stage() {
        return Stage.CODE;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        String text = scene.readable();
        List<Span> named = namesOfMachines(scene);
        List<Candidate> found = new ArrayList<>();
        addAll(found, E_CODE.in(text), "code", named, 0.88);
        addAll(found, CUE_THEN_CODE.in(text), "code", named, 0.84);
        addAll(found, CODE_THEN_CUE.in(text), "code", named, 0.84);
        for (Matcher match : ALARM_NUMBER.in(text)) {
            var span = new Span(match.start(), match.end());
            if (scene.source().written(span).startsWith("AL")) {
                add(found, span, match.group(), named, 0.82);
            }
        }
        for (Span span : NumberedCodes.in(text, NUMBER_AFTER_CODE)) {
            add(found, span, text.substring(span.start(), span.end()), named, 0.72);
        }
        return found;
    }

    /** {@code D13}, {@code ME2} and {@code WM-1} have the shape of a code and are none. */
    private static List<Span> namesOfMachines(Scene scene) {
        return Stream.of(
                        scene.mentioned(TermKind.MODEL).stream().map(hit -> hit.span(scene.source())),
                        scene.mentioned(TermKind.EQUIPMENT_TYPE).stream().map(hit -> hit.span(scene.source())),
                        scene.yachtTermsMentioned(YachtTerm.class).stream().map(hit -> hit.span(scene.source())))
                .flatMap(spans -> spans)
                .toList();
    }

    private static void addAll(
            List<Candidate> found, Iterable<Matcher> matches, String group, List<Span> named, double confidence) {
        for (Matcher match : matches) {
            add(found, new Span(match.start(group), match.end(group)), match.group(group), named, confidence);
        }
    }

    private static void add(List<Candidate> found, Span span, String code, List<Span> named, double confidence) {
        if (named.stream().noneMatch(span::overlaps)) {
            String canonical = code.replace("-", "").replace(" ", "").toUpperCase(Locale.ROOT);
            found.add(CodeReading.shape("PANEL", canonical, null).at(span, canonical, confidence, "panel_code"));
        }
    }
}
