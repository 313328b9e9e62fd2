package io.celesteos.nlp.identifier;

import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.recognize.Finder;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.recognize.Stage;
import io.celesteos.nlp.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * Hull (craft) identification numbers, ISO 10087 and 33 CFR 181: country and dash, three letters of the builder, five
 * signs of serial number without I, O and Q, a letter A to L for the month, the last digit of the year, two digits of the
 * model year. They carry no check digit; instead the two years must agree: the boat is built in the model year, or in
 * the two before it. Without the country a word such as "HIN" must announce it.
 */
public final class HullNumberRecognizer implements Recognizer {

    private static final String BODY = "[a-z]{3}[a-hj-npr-z0-9]{5}[a-l](?<built>[0-9])(?<model>[0-9]{2})";
    private static final Finder WITH_COUNTRY =
            Finder.of("(?<![\\p{L}0-9])(?<hin>[a-z]{2}-" + BODY + ")(?![\\p{L}0-9])");
    private static final Finder ANNOUNCED = Finder.of(
            "(?<![\\p{L}0-9])(?:hin|cin|win|hull (?:identification |id )?(?:no|number)?)[\\s:#.]{1,3}(?<hin>(?:[a-z]{2}-?)?"
                    + BODY + ")(?![\\p{L}0-9])");
    private static final Set<Integer> YEARS_APART = Set.of(0, 1, 2);

    @Override
    public Stage stage() {
        return Stage.CODE;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        List<Candidate> found = new ArrayList<>();
        for (Finder pattern : List.of(WITH_COUNTRY, ANNOUNCED)) {
            for (Matcher match : pattern.in(scene.readable())) {
                if (yearsAgree(match.group("built"), match.group("model"))) {
                    found.add(new IdentifierReading("hin", match.group("hin").toUpperCase(Locale.ROOT))
                            .at(new Span(match.start("hin"), match.end("hin")), 0.95));
                }
            }
        }
        return found;
    }

    private static boolean yearsAgree(String built, String model) {
        int apart = Math.floorMod(Integer.parseInt(model) - Integer.parseInt(built), 10);
        return YEARS_APART.contains(apart);
    }
}
