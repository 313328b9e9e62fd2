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
 * IMO ship numbers: "IMO" and seven digits, the last being the last digit of the sum of the first six times 7 to 2 (IMO
 * resolution A.1117(30)). A wrong check digit refutes it.
 */
public final class ImoNumberRecognizer implements Recognizer {

    private static final Finder IMO = Finder.of(
            "(?<![\\p{L}0-9])imo[\\s:#.-]{0,3}(?:(?:no|number|nr)[\\s:#.]{0,3})?(?<digits>[0-9]{7})(?![\\p{L}0-9])");

    @Override
    public Stage stage() {
        return Stage.CODE;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        List<Candidate> found = new ArrayList<>();
        for (Matcher match : IMO.in(scene.readable())) {
            String digits = match.group("digits");
            if (hasCheckDigit(digits)) {
                found.add(new IdentifierReading("imo", "IMO " + digits).at(new Span(match.start(), match.end()), 0.99));
            }
        }
        return found;
    }

    static boolean hasCheckDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < 6; i++) {
            sum += (digits.charAt(i) - '0') * (7 - i);
        }
        return sum % 10 == digits.charAt(6) - '0';
    }
}
