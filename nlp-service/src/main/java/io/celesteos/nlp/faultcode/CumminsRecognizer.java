package io.celesteos.nlp.faultcode;

import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.recognize.Finder;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.recognize.Stage;
import io.celesteos.nlp.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Cummins fault codes by shape: {@code fault code 559}, {@code FC 1117}, where the text or the yacht's engines point to
 * Cummins. Never {@code known}: no table with a sure source.
 */
public final class CumminsRecognizer implements Recognizer {

    private static final Finder CODE = Finder.of("(?<![\\p{L}0-9])(?:(?:cummins\\s)?fault(?:\\scode)?s?|fc|codes?)"
            + "(?:\\s(?:no\\.?|number))?[\\s:#]{1,3}" + NumberedCodes.CODE);

    private static final int SHORTEST = 3;

    @Override
    public Stage stage() {
        return Stage.CODE;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        String text = scene.readable();
        List<Span> codes = NumberedCodes.in(text, CODE);
        if (codes.isEmpty() || !MakerClues.in(scene).pointTo("Cummins")) {
            return List.of();
        }
        List<Candidate> found = new ArrayList<>();
        for (Span span : codes) {
            if (span.length() < SHORTEST) {
                continue;
            }
            String code = text.substring(span.start(), span.end());
            found.add(CodeReading.shape("CUMMINS", code, null).at(span, "Cummins " + code, 0.83, "cummins_fault_code"));
        }
        return found;
    }
}
