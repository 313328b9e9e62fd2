package io.celesteos.nlp.part;

import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.recognize.Finder;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.recognize.Stage;
import io.celesteos.nlp.text.Span;
import io.celesteos.nlp.yacht.YachtContext;
import io.celesteos.nlp.yacht.YachtPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * Part numbers with letters and digits that look alike taken for each other (0 and O, 1 and I, 5 and S, 8 and B), where
 * the yacht's inventory has exactly one number they can stand for.
 */
public final class MisreadPartRecognizer implements Recognizer {

    private static final Finder CODE =
            Finder.of("(?<![\\p{L}0-9./-])[a-z0-9](?:[a-z0-9]|[-./](?=[a-z0-9])){4,28}(?![\\p{L}0-9])");

    @Override
    public Stage stage() {
        return Stage.CODE;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        YachtContext yacht = scene.yacht();
        if (yacht == null) {
            return List.of();
        }
        List<Candidate> found = new ArrayList<>();
        for (Matcher match : CODE.in(scene.readable())) {
            var span = new Span(match.start(), match.end());
            boolean code = hasTwoDigits(scene.readable(), span);
            Optional<YachtPart> own = code ? yacht.misreadPart(match.group()) : Optional.empty();
            own.ifPresent(
                    part -> found.add(PartReading.misread(part, scene.source().written(span), span)));
        }
        return found;
    }

    private static boolean hasTwoDigits(String text, Span span) {
        int digits = 0;
        for (int i = span.start(); i < span.end(); i++) {
            digits += text.charAt(i) >= '0' && text.charAt(i) <= '9' ? 1 : 0;
        }
        return digits >= 2;
    }
}
