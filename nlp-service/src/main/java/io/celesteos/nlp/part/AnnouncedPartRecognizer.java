package io.celesteos.nlp.part;

import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.recognize.Finder;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.recognize.Stage;
import io.celesteos.nlp.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/** Whatever follows {@code P/N}, {@code part no.} or {@code part number} and holds a digit, of any shape. */
public final class AnnouncedPartRecognizer implements Recognizer {

    private static final Finder ANNOUNCED = Finder.of(
            "(?<![\\p{L}0-9])(?:p/n|p\\.n\\.|pn|part\\s(?:no\\.?|nr\\.?|number|num|#))(?:\\sis)?[\\s:#=.-]{0,3}"
                    + "(?<number>[a-z0-9](?:[a-z0-9]|[-./](?=[a-z0-9])){3,29})(?![a-z0-9])");

    @Override
    public Stage stage() {
        return Stage.CODE;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        List<Candidate> found = new ArrayList<>();
        for (Matcher match : ANNOUNCED.in(scene.readable())) {
            String number = match.group("number");
            if (number.chars().filter(Character::isDigit).count() >= 2) {
                found.add(PartReading.of(
                        number,
                        new Span(match.start("number"), match.end("number")),
                        null,
                        0.95,
                        "announced_part",
                        scene.yacht()));
            }
        }
        return found;
    }
}
