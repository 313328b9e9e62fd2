package io.celesteos.nlp.identifier;

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
 * Maritime mobile service identities: "MMSI" and nine digits whose country part (ITU-R M.585) is between 201 and 775 at
 * the place that the kind of station gives it.
 */
public final class MmsiRecognizer implements Recognizer {

    private static final Finder MMSI = Finder.of(
            "(?<![\\p{L}0-9])mmsi[\\s:#.-]{0,3}(?:(?:no|number|nr)[\\s:#.]{0,3})?(?<digits>[0-9]{3} ?[0-9]{3} ?[0-9]{3})(?![\\p{L}0-9])");

    @Override
    public Stage stage() {
        return Stage.CODE;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        List<Candidate> found = new ArrayList<>();
        for (Matcher match : MMSI.in(scene.readable())) {
            String digits = match.group("digits").replace(" ", "");
            if (hasCountry(digits)) {
                found.add(new IdentifierReading("mmsi", digits).at(new Span(match.start(), match.end()), 0.99));
            }
        }
        return found;
    }

    /** Ship stations begin with the country, coast stations with 00, groups with 0, AIS-SART and the like with 97, craft with 98. */
    static boolean hasCountry(String digits) {
        int at = 0;
        if (digits.startsWith("00") || digits.startsWith("98") || digits.startsWith("99")) {
            at = 2;
        } else if (digits.startsWith("0") || digits.startsWith("8")) {
            at = 1;
        } else if (digits.startsWith("970") || digits.startsWith("972") || digits.startsWith("974")) {
            return true;
        }
        int country = Integer.parseInt(digits.substring(at, at + 3));
        return country >= 201 && country <= 775;
    }
}
