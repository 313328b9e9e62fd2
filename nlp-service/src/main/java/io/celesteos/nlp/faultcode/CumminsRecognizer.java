package io.celesteos.nlp.faultcode;

import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.recognize.Stage;
import io.celesteos.nlp.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cummins fault codes by shape: {@code fault code 559}, {@code FC 1117}, where the text or the yacht's engines point to
 * Cummins. Never {@code known}: no table with a sure source.
 */
public final class CumminsRecognizer implements Recognizer {

    private static final Pattern CODE =
            Pattern.compile("(?<![\\p{L}0-9])(?:(?:cummins\\s)?fault(?:\\scode)?s?|fc|codes?)"
                    + "[\\s:#]{0,3}(?<code>[1-9][0-9]{2,3})(?![\\p{L}0-9%°]|[-.:/][0-9])");

    @Override
    public Stage stage() {
        return Stage.CODE;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        Matcher match = CODE.matcher(scene.readable());
        boolean any = match.find();
        if (!any || !MakerClues.in(scene).pointTo("Cummins")) {
            return List.of();
        }
        List<Candidate> found = new ArrayList<>();
        for (; any; any = match.find()) {
            String code = match.group("code");
            found.add(CodeReading.shape("CUMMINS", code, null)
                    .at(
                            new Span(match.start("code"), match.end("code")),
                            "Cummins " + code,
                            0.83,
                            "cummins_fault_code"));
        }
        return found;
    }
}
