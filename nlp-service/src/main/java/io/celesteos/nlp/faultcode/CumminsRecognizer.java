package io.celesteos.nlp.faultcode;

import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.recognize.Finder;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.recognize.Stage;
import io.celesteos.nlp.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/**
 * Cummins fault codes by shape: {@code fault code 559}, {@code FC 1117}, where the text or the yacht's engines point to
 * Cummins. Never {@code known}: no table with a sure source.
 */
public final class CumminsRecognizer implements Recognizer {

    private static final Finder CODE =
            Finder.of("(?<![\\p{L}0-9])(?:(?:cummins\\s)?fault(?:\\scode)?s?|f\\.?c\\.?|codes?)"
                    + "(?:\\s(?:no\\.?|number))?[\\s:#-]{1,3}" + NumberedCodes.CODE);

    /** Written together, the letters belong to the code. */
    private static final Finder JOINED = Finder.bounded("fc(?<code>[0-9]{3,4})");

    private static final int SHORTEST = 3;

    @Override
    public Stage stage() {
        return Stage.CODE;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        String text = scene.readable();
        List<Span> codes = NumberedCodes.in(text, CODE);
        if (codes.isEmpty() && !JOINED.occursIn(text) || !isAboutCummins(MakerClues.in(scene))) {
            return List.of();
        }
        List<Candidate> found = new ArrayList<>();
        for (Matcher joined : JOINED.in(text)) {
            add(found, new Span(joined.start(), joined.end()), joined.group("code"));
        }
        for (Span span : codes) {
            if (span.length() < SHORTEST) {
                continue;
            }
            add(found, span, text.substring(span.start(), span.end()));
        }
        return found;
    }

    /** Onan's generators are Cummins' and count alike. */
    private static boolean isAboutCummins(MakerClues clues) {
        return clues.pointTo("Cummins") || clues.pointTo("Onan");
    }

    private static void add(List<Candidate> found, Span span, String code) {
        found.add(CodeReading.shape("CUMMINS", code, null).at(span, "Cummins " + code, 0.83, "cummins_fault_code"));
    }
}
